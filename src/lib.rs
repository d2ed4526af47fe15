//! Planerka (планёрка): a Telegram bot that runs a company's weekly planning ritual.
//!
//! A tour in reading order: [`domain`] holds the method's rules, pure; [`storage`] keeps facts, over one open
//! transaction; [`texts`] turns keys into sentences; [`render`] turns facts into messages; [`cards`] load
//! what a live card shows and put it up; [`chat`] is everything the bot
//! can hear, [`jobs`] everything the calendar makes it do; [`telegram`] brings updates in and messages out, [`fetch`] files and
//! numbers from elsewhere; [`runner`] is the one way a transaction of all of these goes; [`app`] starts the loops. [`cli`] is the command line, [`config`] its settings. [`sandbox`] is a local Bot API server with people in
//! it, for the demo and the tests.

pub mod app;
pub mod cards;
pub mod chat;
pub mod cli;
pub mod clock;
pub mod config;
pub mod context;
pub mod demo;
pub mod domain;
pub mod export;
pub mod fetch;
pub mod import;
pub mod jobs;
pub mod render;
pub mod runner;
pub mod sandbox;
pub mod storage;
pub mod telegram;
pub mod texts;
pub mod unit;
