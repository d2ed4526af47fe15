-- What Telegram refuses in a chat: the admins are told of each cause once.
CREATE TABLE refusal (
    chat_id         INTEGER NOT NULL,
    -- Name of domain::refusal::RefusalCause, with Telegram's words where they are needed.
    cause           TEXT    NOT NULL,
    told_at         TEXT    NOT NULL,
    -- When posts that wait for this chat are tried again; NULL where the cause does not concern the chat as a whole.
    retry_at        TEXT,
    PRIMARY KEY (chat_id, cause)
) STRICT;
CREATE INDEX refusal_by_retry ON refusal (retry_at) WHERE retry_at IS NOT NULL;
