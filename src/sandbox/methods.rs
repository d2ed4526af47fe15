//! Every method of the Bot API that the sandbox knows.

use serde_json::{Value, json};

use crate::sandbox::params::{Answer, Params, Refusal};
use crate::sandbox::world::World;
use crate::sandbox::{chats, edit, profile_methods, send};

/// Carries out a call; `None` if the sandbox does not know the method. `getUpdates` is not here but in `http`, because it waits.
pub(super) fn call(w: &mut World, method: &str, p: &Params) -> Option<Answer> {
    let method = method.to_ascii_lowercase();
    if let Err(refusal) = admit(w, &method, p) {
        return Some(Err(refusal));
    }
    Some(match method.as_str() {
        "getme" => Ok(me(w)),

        "sendmessage" => send::send_message(w, p),
        "sendphoto" => send::send_file(w, p, "photo"),
        "senddocument" => send::send_file(w, p, "document"),
        "sendchataction" => action(w, p),

        "editmessagetext" => edit::text(w, p),
        "editmessagecaption" => edit::caption(w, p),
        "editmessagemedia" => edit::media(w, p),
        "editmessagereplymarkup" => edit::reply_markup(w, p),
        "deletemessage" => edit::delete(w, p),
        "deletemessages" => edit::delete_many(w, p),
        "answercallbackquery" => edit::answer_tap(w, p),
        "setmessagereaction" => edit::react(w, p),
        "pinchatmessage" => edit::pin(w, p, true),
        "unpinchatmessage" => edit::pin(w, p, false),

        "getchat" => chats::get_chat(w, p),
        "getchatmember" => chats::get_member(w, p),
        "getchatadministrators" => chats::administrators(w, p),
        "getchatmembercount" => chats::count(w, p),
        "leavechat" => chats::leave(w, p),
        "getfile" => chats::get_file(w, p),

        "setmycommands" => profile_methods::set_commands(w, p),
        "getmycommands" => profile_methods::get_commands(w, p),
        "deletemycommands" => profile_methods::delete_commands(w, p),
        "setmydescription" => profile_methods::set_text(w, p, "description", 512),
        "getmydescription" => profile_methods::get_text(w, p, "description"),
        "setmyshortdescription" => profile_methods::set_text(w, p, "short_description", 120),
        "getmyshortdescription" => profile_methods::get_text(w, p, "short_description"),

        "getwebhookinfo" => Ok(json!({
            "url": "", "has_custom_certificate": false, "pending_update_count": w.updates.unconfirmed(),
        })),
        "deletewebhook" => {
            if p.flag("drop_pending_updates") {
                w.updates.clear();
            }
            Ok(true.into())
        }
        _ => return None,
    })
}

/// Applies the speed limits, if they are on.
fn admit(w: &mut World, method: &str, p: &Params) -> Result<(), Refusal> {
    let counted = method.starts_with("editmessage") || (method.starts_with("send") && method != "sendchataction");
    match (&mut w.limits, p.chat()) {
        (Some(limits), Some(chat)) if counted => limits.admit(chat).map_err(Refusal::too_many),
        _ => Ok(()),
    }
}

fn me(w: &World) -> Value {
    let mut me = World::bot_json();
    for (key, value) in [
        ("can_join_groups", true),
        ("can_read_all_group_messages", !w.privacy),
        ("supports_inline_queries", false),
        ("can_connect_to_business", false),
        ("has_main_web_app", false),
        ("has_topics_enabled", false),
        ("allows_users_to_create_topics", false),
    ] {
        me[key] = value.into();
    }
    me
}

fn action(w: &World, p: &Params) -> Answer {
    let known = [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ];
    if !p.text("action").is_some_and(|a| known.contains(&a)) {
        return Err(Refusal::bad("wrong parameter action in request"));
    }
    w.writable(p).map(|_| true.into())
}
