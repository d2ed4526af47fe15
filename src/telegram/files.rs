//! Fetching files that people sent.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use crate::telegram::{Api, CallError, Refusal, chain};

/// How long asking Telegram where a file is may take.
const ASK: Duration = Duration::from_secs(15);
/// How long fetching a file may take.
const FETCH: Duration = Duration::from_secs(60);

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    file_path: Option<String>,
}

impl Api {
    /// The bytes of a file; none where there are more than `most`.
    ///
    /// # Errors
    /// Where Telegram refuses or cannot be reached.
    pub async fn download(&self, file_id: &str, most: usize) -> Result<Option<Vec<u8>>, CallError> {
        let file: File = self
            .call("getFile", &json!({ "file_id": file_id }), ASK, |result| serde_json::from_str(result.get()))
            .await?;
        let unreadable = || CallError::Unreachable("a file without a path".to_owned());
        let path = file.file_path.ok_or_else(unreadable)?;
        let mut url = self.files.clone();
        url.path_segments_mut().map_err(|()| unreadable())?.extend(path.split('/').filter(|part| !part.is_empty()));
        let unreachable = |error: reqwest::Error| CallError::Unreachable(chain(&error.without_url()));
        let mut response = self.client.get(url).timeout(FETCH).send().await.map_err(unreachable)?;
        let status = response.status();
        if !status.is_success() {
            let description = status.canonical_reason().unwrap_or("no file").to_owned();
            return Err(CallError::Refused(Refusal { code: status.as_u16(), description, ..Refusal::default() }));
        }
        let mut bytes = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(unreachable)? {
            if bytes.len() + piece.len() > most {
                return Ok(None);
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(Some(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use teloxide::Bot;

    #[tokio::test]
    async fn what_goes_wrong_never_shows_the_token() {
        let nowhere = "http://127.0.0.1:9".parse().expect("an address");
        let api = Api::of(&Bot::new("7:s3cret").set_api_url(nowhere));
        let error = api.download("f", 10).await.expect_err("nobody is there");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
    }
}
