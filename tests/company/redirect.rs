//! A Bot API server that sends the bot elsewhere: its token is part of every address.

use std::io::{BufRead as _, BufReader, ErrorKind, Write as _};
use std::net::TcpListener;

use crate::command::{desk, planerka};

#[test]
fn a_redirect_of_the_bot_api_server_is_not_followed() {
    let desk = desk();
    let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a port");
    elsewhere.set_nonblocking(true).expect("a listener that does not wait");
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    let (from, to) = (server.local_addr().expect("an address"), elsewhere.local_addr().expect("an address"));
    let answering = std::thread::spawn(move || {
        let (stream, _) = server.accept().expect("a request");
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        while reader.read_line(&mut line).expect("a line") > 2 {
            line.clear();
        }
        let answer = format!("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://{to}/x\r\nContent-Length: 0\r\n\r\n");
        reader.into_inner().write_all(answer.as_bytes()).expect("an answer");
    });
    let api = format!("http://{from}");
    let seen = planerka(desk.path(), &["check"], &[("PLANERKA_TOKEN", "7:good"), ("PLANERKA_API_URL", &api)]);
    answering.join().expect("it was asked");
    assert!(seen.out.contains("✗ token: cannot reach the Bot API"), "{}", seen.out);
    assert_eq!(elsewhere.accept().expect_err("nobody came").kind(), ErrorKind::WouldBlock);
}
