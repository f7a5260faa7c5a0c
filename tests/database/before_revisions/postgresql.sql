-- A database of the code of 22 November 2026 (59ba270), before revisions: three invented rows in each table. Made once with that code by
-- `pg_dump --inserts`, without the schema's name, never changed.
CREATE TABLE administration_checks (
    school character varying(36) NOT NULL,
    level character varying(8) NOT NULL,
    checked_at bigint NOT NULL
);
CREATE TABLE administration_sessions (
    session character varying(64) NOT NULL,
    sealed bytea NOT NULL,
    person character varying(64) NOT NULL,
    begun_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    account character varying(64),
    subject character varying(64)
);
CREATE TABLE attachments (
    id character varying(36) NOT NULL,
    envelope_id character varying(36),
    kind character varying(12) NOT NULL,
    size integer NOT NULL,
    armour text,
    deposited_at timestamp without time zone
);
CREATE TABLE bells (
    envelope_id character varying(36) NOT NULL,
    referent_id character varying(36) NOT NULL,
    stage integer NOT NULL,
    due_at timestamp without time zone,
    tries integer NOT NULL,
    unsure integer NOT NULL
);
CREATE TABLE case_events (
    id integer NOT NULL,
    envelope_id character varying(36) NOT NULL,
    referent_id character varying(36) NOT NULL,
    kind character varying(16) NOT NULL,
    at timestamp without time zone NOT NULL,
    detail character varying(36)
);
CREATE SEQUENCE case_events_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE case_events_id_seq OWNED BY case_events.id;
CREATE TABLE case_papers (
    id character varying(36) NOT NULL,
    envelope_id character varying(36) NOT NULL,
    referent_id character varying(36) NOT NULL,
    kind character varying(8) NOT NULL,
    armour text NOT NULL,
    at timestamp without time zone NOT NULL
);
CREATE TABLE courier_leads (
    name character varying(12) NOT NULL,
    holder character varying(36) NOT NULL,
    until timestamp without time zone NOT NULL
);
CREATE TABLE desk_sessions (
    session character varying(64) NOT NULL,
    sealed bytea NOT NULL,
    person character varying(64) NOT NULL,
    begun_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    account character varying(64),
    subject character varying(64)
);
CREATE TABLE directory_heads (
    school character varying(36) NOT NULL,
    referent_id character varying(36) NOT NULL,
    seq integer NOT NULL,
    hash character varying(64) NOT NULL,
    signature text NOT NULL,
    at timestamp without time zone NOT NULL
);
CREATE TABLE directory_log (
    school character varying(36) NOT NULL,
    seq integer NOT NULL,
    at character varying(32) NOT NULL,
    kind character varying(20) NOT NULL,
    subject character varying(36) NOT NULL,
    body text NOT NULL,
    previous character varying(64) NOT NULL,
    hash character varying(64) NOT NULL
);
CREATE TABLE ent_logouts (
    token character varying(64) NOT NULL,
    heard_at bigint NOT NULL
);
CREATE TABLE ent_tokens (
    conversation character varying(64) NOT NULL,
    sealed bytea NOT NULL,
    expires_at timestamp without time zone NOT NULL
);
CREATE TABLE envelope_exclusions (
    envelope_id character varying(36) NOT NULL,
    person character varying(64) NOT NULL
);
CREATE TABLE envelope_keys (
    envelope_id character varying(36) NOT NULL,
    server_key character varying(16) NOT NULL
);
CREATE TABLE envelope_readers (
    envelope_id character varying(36) NOT NULL,
    referent_id character varying(36) NOT NULL,
    opened_at timestamp without time zone,
    taken_at timestamp without time zone,
    joined_at timestamp without time zone,
    joined_by character varying(36),
    month character varying(7),
    armour text
);
CREATE TABLE envelopes (
    id character varying(36) NOT NULL,
    school character varying(36) NOT NULL,
    date date NOT NULL,
    month character varying(7) NOT NULL,
    readers integer NOT NULL,
    size integer NOT NULL,
    armour text NOT NULL,
    sender character varying(64) NOT NULL,
    word character varying(64) NOT NULL,
    closed boolean NOT NULL,
    reply_lock bytea,
    promised_by timestamp without time zone,
    deposited_at timestamp without time zone NOT NULL
);
CREATE TABLE forgets (
    conversation character varying(32) NOT NULL,
    asked_at bigint NOT NULL
);
CREATE TABLE holds (
    envelope_id character varying(36) NOT NULL,
    asked_by character varying(36) NOT NULL,
    asked_at timestamp without time zone NOT NULL,
    agreed_by character varying(36),
    agreed_at timestamp without time zone
);
CREATE TABLE key_countersigns (
    referent_id character varying(36) NOT NULL,
    countersigner_id character varying(36) NOT NULL,
    key character varying(64) NOT NULL,
    signature text NOT NULL,
    at timestamp without time zone NOT NULL
);
CREATE TABLE outbox (
    envelope_id character varying(36) NOT NULL,
    state character varying(12) NOT NULL,
    sender character varying(64) NOT NULL,
    conversation character varying(64),
    draft_id character varying(36),
    fence integer NOT NULL,
    attempts integer NOT NULL,
    refusals integer NOT NULL,
    traces character varying(5),
    due_at timestamp without time zone,
    changed_at timestamp without time zone NOT NULL
);
CREATE TABLE outbox_drafts (
    envelope_id character varying(36) NOT NULL,
    message_id character varying(36) NOT NULL
);
CREATE TABLE recoveries (
    referent_id character varying(36) NOT NULL,
    recipient text NOT NULL,
    wrapped_identity text NOT NULL,
    asked_at timestamp without time zone NOT NULL
);
CREATE TABLE recovery_given (
    referent_id character varying(36) NOT NULL,
    holder_id character varying(36) NOT NULL,
    armour text NOT NULL,
    at timestamp without time zone NOT NULL
);
CREATE TABLE recovery_shares (
    referent_id character varying(36) NOT NULL,
    holder_id character varying(36) NOT NULL,
    armour text NOT NULL
);
CREATE TABLE referent_absences (
    referent_id character varying(36) NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    substitute_id character varying(36)
);
CREATE TABLE referent_locks (
    id character varying(36) NOT NULL,
    referent_id character varying(36) NOT NULL,
    kind character varying(12) NOT NULL,
    label text NOT NULL,
    wrapped_key text NOT NULL,
    credential text,
    made_at timestamp without time zone NOT NULL
);
CREATE TABLE referent_months (
    referent_id character varying(36) NOT NULL,
    month character varying(7) NOT NULL,
    recipient text NOT NULL,
    wrapped_identity text NOT NULL
);
CREATE TABLE referent_schools (
    referent character varying(36) NOT NULL,
    school character varying(36) NOT NULL
);
CREATE TABLE referents (
    id character varying(36) NOT NULL,
    school character varying(36) NOT NULL,
    name text NOT NULL,
    function text,
    key_recipient text NOT NULL,
    signing_key text NOT NULL,
    wrapped_signing text NOT NULL,
    enrolled_at timestamp without time zone NOT NULL,
    exercised_at timestamp without time zone NOT NULL,
    counted_at timestamp without time zone,
    left_at timestamp without time zone
);
CREATE TABLE school_pages (
    school character varying(36) NOT NULL,
    version integer NOT NULL,
    page text NOT NULL,
    author character varying(36) NOT NULL,
    author_name text NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE sender_leases (
    sender character varying(64) NOT NULL,
    fence integer NOT NULL,
    free_at timestamp without time zone NOT NULL
);
CREATE TABLE session_deposits (
    session character varying(64) NOT NULL,
    envelope character varying(36) NOT NULL
);
CREATE TABLE session_replies (
    conversation character varying(32) NOT NULL,
    turn bigint NOT NULL,
    sealed bytea NOT NULL
);
CREATE TABLE session_tokens (
    token character varying(64) NOT NULL,
    session character varying(64) NOT NULL,
    salt bytea NOT NULL,
    wrapped_key bytea NOT NULL,
    is_signed_in boolean NOT NULL,
    begun_at bigint NOT NULL,
    used_at bigint,
    successor_at bigint,
    ends_at bigint
);
CREATE TABLE sessions (
    session character varying(64) NOT NULL,
    conversation character varying(32) NOT NULL,
    turn bigint NOT NULL,
    playing_since bigint,
    seen_at bigint NOT NULL,
    account character varying(64),
    subject character varying(64)
);
CREATE TABLE shown_readers (
    session character varying(64) NOT NULL,
    school character varying(36) NOT NULL,
    sealed bytea NOT NULL
);
CREATE TABLE sign_ins (
    state character varying(64) NOT NULL,
    session character varying(64) NOT NULL,
    begun_at bigint NOT NULL,
    code character varying(64),
    code_at bigint,
    sealed bytea,
    account character varying(64),
    subject character varying(64)
);
CREATE TABLE tallies (
    place character varying(3) NOT NULL,
    year integer NOT NULL,
    term integer NOT NULL,
    what character varying(40) NOT NULL,
    count bigint NOT NULL
);
CREATE TABLE tracker_events (
    conversation_ref character varying(64) NOT NULL,
    seq integer NOT NULL,
    events integer NOT NULL,
    sealed bytea NOT NULL,
    expires_at timestamp without time zone NOT NULL
);
CREATE TABLE word_tries (
    id integer NOT NULL,
    sender character varying(64) NOT NULL,
    tried_at bigint NOT NULL
);
CREATE SEQUENCE word_tries_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE word_tries_id_seq OWNED BY word_tries.id;
ALTER TABLE ONLY case_events ALTER COLUMN id SET DEFAULT nextval('case_events_id_seq'::regclass);
ALTER TABLE ONLY word_tries ALTER COLUMN id SET DEFAULT nextval('word_tries_id_seq'::regclass);
INSERT INTO administration_checks VALUES ('school 1', 'level 1', 1);
INSERT INTO administration_checks VALUES ('school 2', 'level 2', 2);
INSERT INTO administration_checks VALUES ('school 3', 'level 3', 3);
INSERT INTO administration_sessions VALUES ('session 1', '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101', 'person 1', 1, 1, 'account 1', 'subject 1');
INSERT INTO administration_sessions VALUES ('session 2', '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202', 'person 2', 2, 2, 'account 2', 'subject 2');
INSERT INTO administration_sessions VALUES ('session 3', '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303', 'person 3', 3, 3, 'account 3', 'subject 3');
INSERT INTO attachments VALUES ('id 1', 'envelope-1', 'kind 1', 1, 'armour 1', '2026-11-01 08:30:00');
INSERT INTO attachments VALUES ('id 2', 'envelope-2', 'kind 2', 2, 'armour 2', '2026-11-02 08:30:00');
INSERT INTO attachments VALUES ('id 3', 'envelope-3', 'kind 3', 3, 'armour 3', '2026-11-03 08:30:00');
INSERT INTO bells VALUES ('envelope-1', 'referent_id 1', 1, '2026-11-01 08:30:00', 1, 1);
INSERT INTO bells VALUES ('envelope-2', 'referent_id 2', 2, '2026-11-02 08:30:00', 2, 2);
INSERT INTO bells VALUES ('envelope-3', 'referent_id 3', 3, '2026-11-03 08:30:00', 3, 3);
INSERT INTO case_events VALUES (1, 'envelope-1', 'referent_id 1', 'kind 1', '2026-11-01 08:30:00', 'detail 1');
INSERT INTO case_events VALUES (2, 'envelope-2', 'referent_id 2', 'kind 2', '2026-11-02 08:30:00', 'detail 2');
INSERT INTO case_events VALUES (3, 'envelope-3', 'referent_id 3', 'kind 3', '2026-11-03 08:30:00', 'detail 3');
INSERT INTO case_papers VALUES ('id 1', 'envelope-1', 'referent_id 1', 'kind 1', 'armour 1', '2026-11-01 08:30:00');
INSERT INTO case_papers VALUES ('id 2', 'envelope-2', 'referent_id 2', 'kind 2', 'armour 2', '2026-11-02 08:30:00');
INSERT INTO case_papers VALUES ('id 3', 'envelope-3', 'referent_id 3', 'kind 3', 'armour 3', '2026-11-03 08:30:00');
INSERT INTO courier_leads VALUES ('name 1', 'holder 1', '2026-11-01 08:30:00');
INSERT INTO courier_leads VALUES ('name 2', 'holder 2', '2026-11-02 08:30:00');
INSERT INTO courier_leads VALUES ('name 3', 'holder 3', '2026-11-03 08:30:00');
INSERT INTO desk_sessions VALUES ('session 1', '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101', 'person 1', 1, 1, 'account 1', 'subject 1');
INSERT INTO desk_sessions VALUES ('session 2', '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202', 'person 2', 2, 2, 'account 2', 'subject 2');
INSERT INTO desk_sessions VALUES ('session 3', '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303', 'person 3', 3, 3, 'account 3', 'subject 3');
INSERT INTO directory_heads VALUES ('school 1', 'referent_id 1', 1, 'hash 1', 'signature 1', '2026-11-01 08:30:00');
INSERT INTO directory_heads VALUES ('school 2', 'referent_id 2', 2, 'hash 2', 'signature 2', '2026-11-02 08:30:00');
INSERT INTO directory_heads VALUES ('school 3', 'referent_id 3', 3, 'hash 3', 'signature 3', '2026-11-03 08:30:00');
INSERT INTO directory_log VALUES ('school 1', 1, 'at 1', 'kind 1', 'subject 1', 'body 1', 'previous 1', 'hash 1');
INSERT INTO directory_log VALUES ('school 2', 2, 'at 2', 'kind 2', 'subject 2', 'body 2', 'previous 2', 'hash 2');
INSERT INTO directory_log VALUES ('school 3', 3, 'at 3', 'kind 3', 'subject 3', 'body 3', 'previous 3', 'hash 3');
INSERT INTO ent_logouts VALUES ('token 1', 1);
INSERT INTO ent_logouts VALUES ('token 2', 2);
INSERT INTO ent_logouts VALUES ('token 3', 3);
INSERT INTO ent_tokens VALUES ('conversation 1', '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101', '2026-11-01 08:30:00');
INSERT INTO ent_tokens VALUES ('conversation 2', '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202', '2026-11-02 08:30:00');
INSERT INTO ent_tokens VALUES ('conversation 3', '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303', '2026-11-03 08:30:00');
INSERT INTO envelope_exclusions VALUES ('envelope-1', 'person 1');
INSERT INTO envelope_exclusions VALUES ('envelope-2', 'person 2');
INSERT INTO envelope_exclusions VALUES ('envelope-3', 'person 3');
INSERT INTO envelope_keys VALUES ('envelope-1', 'server_key 1');
INSERT INTO envelope_keys VALUES ('envelope-2', 'server_key 2');
INSERT INTO envelope_keys VALUES ('envelope-3', 'server_key 3');
INSERT INTO envelope_readers VALUES ('envelope-1', 'referent_id 1', '2026-11-01 08:30:00', '2026-11-01 08:30:00', '2026-11-01 08:30:00', 'joined_by 1', '2026-09', 'armour 1');
INSERT INTO envelope_readers VALUES ('envelope-2', 'referent_id 2', '2026-11-02 08:30:00', '2026-11-02 08:30:00', '2026-11-02 08:30:00', 'joined_by 2', '2026-10', 'armour 2');
INSERT INTO envelope_readers VALUES ('envelope-3', 'referent_id 3', '2026-11-03 08:30:00', '2026-11-03 08:30:00', '2026-11-03 08:30:00', 'joined_by 3', '2026-11', 'armour 3');
INSERT INTO envelopes VALUES ('envelope-1', 'school 1', '2026-11-01', '2026-09', 1, 1, 'armour 1', 'sender 1', 'word 1', false, '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101', '2026-11-01 08:30:00', '2026-11-01 08:30:00');
INSERT INTO envelopes VALUES ('envelope-2', 'school 2', '2026-11-02', '2026-10', 2, 2, 'armour 2', 'sender 2', 'word 2', true, '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202', '2026-11-02 08:30:00', '2026-11-02 08:30:00');
INSERT INTO envelopes VALUES ('envelope-3', 'school 3', '2026-11-03', '2026-11', 3, 3, 'armour 3', 'sender 3', 'word 3', false, '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303', '2026-11-03 08:30:00', '2026-11-03 08:30:00');
INSERT INTO forgets VALUES ('conversation 1', 1);
INSERT INTO forgets VALUES ('conversation 2', 2);
INSERT INTO forgets VALUES ('conversation 3', 3);
INSERT INTO holds VALUES ('envelope-1', 'asked_by 1', '2026-11-01 08:30:00', 'agreed_by 1', '2026-11-01 08:30:00');
INSERT INTO holds VALUES ('envelope-2', 'asked_by 2', '2026-11-02 08:30:00', 'agreed_by 2', '2026-11-02 08:30:00');
INSERT INTO holds VALUES ('envelope-3', 'asked_by 3', '2026-11-03 08:30:00', 'agreed_by 3', '2026-11-03 08:30:00');
INSERT INTO key_countersigns VALUES ('referent-1', 'countersigner_id 1', 'key 1', 'signature 1', '2026-11-01 08:30:00');
INSERT INTO key_countersigns VALUES ('referent-2', 'countersigner_id 2', 'key 2', 'signature 2', '2026-11-02 08:30:00');
INSERT INTO key_countersigns VALUES ('referent-3', 'countersigner_id 3', 'key 3', 'signature 3', '2026-11-03 08:30:00');
INSERT INTO outbox VALUES ('envelope-1', 'state 1', 'sender 1', 'conversation 1', 'draft_id 1', 1, 1, 1, 'trace', '2026-11-01 08:30:00', '2026-11-01 08:30:00');
INSERT INTO outbox VALUES ('envelope-2', 'state 2', 'sender 2', 'conversation 2', 'draft_id 2', 2, 2, 2, 'trace', '2026-11-02 08:30:00', '2026-11-02 08:30:00');
INSERT INTO outbox VALUES ('envelope-3', 'state 3', 'sender 3', 'conversation 3', 'draft_id 3', 3, 3, 3, 'trace', '2026-11-03 08:30:00', '2026-11-03 08:30:00');
INSERT INTO outbox_drafts VALUES ('envelope-1', 'message_id 1');
INSERT INTO outbox_drafts VALUES ('envelope-2', 'message_id 2');
INSERT INTO outbox_drafts VALUES ('envelope-3', 'message_id 3');
INSERT INTO recoveries VALUES ('referent-1', 'recipient 1', 'wrapped_identity 1', '2026-11-01 08:30:00');
INSERT INTO recoveries VALUES ('referent-2', 'recipient 2', 'wrapped_identity 2', '2026-11-02 08:30:00');
INSERT INTO recoveries VALUES ('referent-3', 'recipient 3', 'wrapped_identity 3', '2026-11-03 08:30:00');
INSERT INTO recovery_given VALUES ('referent-1', 'holder_id 1', 'armour 1', '2026-11-01 08:30:00');
INSERT INTO recovery_given VALUES ('referent-2', 'holder_id 2', 'armour 2', '2026-11-02 08:30:00');
INSERT INTO recovery_given VALUES ('referent-3', 'holder_id 3', 'armour 3', '2026-11-03 08:30:00');
INSERT INTO recovery_shares VALUES ('referent-1', 'holder_id 1', 'armour 1');
INSERT INTO recovery_shares VALUES ('referent-2', 'holder_id 2', 'armour 2');
INSERT INTO recovery_shares VALUES ('referent-3', 'holder_id 3', 'armour 3');
INSERT INTO referent_absences VALUES ('referent_id 1', '2026-11-01', '2026-11-01', 'substitute_id 1');
INSERT INTO referent_absences VALUES ('referent_id 2', '2026-11-02', '2026-11-02', 'substitute_id 2');
INSERT INTO referent_absences VALUES ('referent_id 3', '2026-11-03', '2026-11-03', 'substitute_id 3');
INSERT INTO referent_locks VALUES ('id 1', 'referent-1', 'kind 1', 'label 1', 'wrapped_key 1', 'credential 1', '2026-11-01 08:30:00');
INSERT INTO referent_locks VALUES ('id 2', 'referent-2', 'kind 2', 'label 2', 'wrapped_key 2', 'credential 2', '2026-11-02 08:30:00');
INSERT INTO referent_locks VALUES ('id 3', 'referent-3', 'kind 3', 'label 3', 'wrapped_key 3', 'credential 3', '2026-11-03 08:30:00');
INSERT INTO referent_months VALUES ('referent-1', '2026-09', 'recipient 1', 'wrapped_identity 1');
INSERT INTO referent_months VALUES ('referent-2', '2026-10', 'recipient 2', 'wrapped_identity 2');
INSERT INTO referent_months VALUES ('referent-3', '2026-11', 'recipient 3', 'wrapped_identity 3');
INSERT INTO referent_schools VALUES ('referent 1', 'school 1');
INSERT INTO referent_schools VALUES ('referent 2', 'school 2');
INSERT INTO referent_schools VALUES ('referent 3', 'school 3');
INSERT INTO referents VALUES ('referent-1', 'school 1', 'name 1', 'function 1', 'key_recipient 1', 'signing_key 1', 'wrapped_signing 1', '2026-11-01 08:30:00', '2026-11-01 08:30:00', '2026-11-01 08:30:00', '2026-11-01 08:30:00');
INSERT INTO referents VALUES ('referent-2', 'school 2', 'name 2', 'function 2', 'key_recipient 2', 'signing_key 2', 'wrapped_signing 2', '2026-11-02 08:30:00', '2026-11-02 08:30:00', '2026-11-02 08:30:00', '2026-11-02 08:30:00');
INSERT INTO referents VALUES ('referent-3', 'school 3', 'name 3', 'function 3', 'key_recipient 3', 'signing_key 3', 'wrapped_signing 3', '2026-11-03 08:30:00', '2026-11-03 08:30:00', '2026-11-03 08:30:00', '2026-11-03 08:30:00');
INSERT INTO school_pages VALUES ('school 1', 1, 'page 1', 'author 1', 'author_name 1', 1);
INSERT INTO school_pages VALUES ('school 2', 2, 'page 2', 'author 2', 'author_name 2', 2);
INSERT INTO school_pages VALUES ('school 3', 3, 'page 3', 'author 3', 'author_name 3', 3);
INSERT INTO sender_leases VALUES ('sender 1', 1, '2026-11-01 08:30:00');
INSERT INTO sender_leases VALUES ('sender 2', 2, '2026-11-02 08:30:00');
INSERT INTO sender_leases VALUES ('sender 3', 3, '2026-11-03 08:30:00');
INSERT INTO session_deposits VALUES ('session 1', 'envelope 1');
INSERT INTO session_deposits VALUES ('session 2', 'envelope 2');
INSERT INTO session_deposits VALUES ('session 3', 'envelope 3');
INSERT INTO session_replies VALUES ('conversation 1', 1, '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO session_replies VALUES ('conversation 2', 2, '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO session_replies VALUES ('conversation 3', 3, '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303');
INSERT INTO session_tokens VALUES ('token 1', 'session 1', '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101', '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101', false, 1, 1, 1, 1);
INSERT INTO session_tokens VALUES ('token 2', 'session 2', '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202', '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202', true, 2, 2, 2, 2);
INSERT INTO session_tokens VALUES ('token 3', 'session 3', '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303', '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303', false, 3, 3, 3, 3);
INSERT INTO sessions VALUES ('session 1', 'conversation 1', 1, 1, 1, 'account 1', 'subject 1');
INSERT INTO sessions VALUES ('session 2', 'conversation 2', 2, 2, 2, 'account 2', 'subject 2');
INSERT INTO sessions VALUES ('session 3', 'conversation 3', 3, 3, 3, 'account 3', 'subject 3');
INSERT INTO shown_readers VALUES ('session 1', 'school 1', '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO shown_readers VALUES ('session 2', 'school 2', '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO shown_readers VALUES ('session 3', 'school 3', '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303');
INSERT INTO sign_ins VALUES ('state 1', 'session 1', 1, 'code 1', 1, '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101', 'account 1', 'subject 1');
INSERT INTO sign_ins VALUES ('state 2', 'session 2', 2, 'code 2', 2, '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202', 'account 2', 'subject 2');
INSERT INTO sign_ins VALUES ('state 3', 'session 3', 3, 'code 3', 3, '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303', 'account 3', 'subject 3');
INSERT INTO tallies VALUES ('pla', 1, 1, 'what 1', 1);
INSERT INTO tallies VALUES ('pla', 2, 2, 'what 2', 2);
INSERT INTO tallies VALUES ('pla', 3, 3, 'what 3', 3);
INSERT INTO tracker_events VALUES ('conversation_ref 1', 1, 1, '\x01010101010101010101010101010101010101010101010101010101010101010101010101010101', '2026-11-01 08:30:00');
INSERT INTO tracker_events VALUES ('conversation_ref 2', 2, 2, '\x02020202020202020202020202020202020202020202020202020202020202020202020202020202', '2026-11-02 08:30:00');
INSERT INTO tracker_events VALUES ('conversation_ref 3', 3, 3, '\x03030303030303030303030303030303030303030303030303030303030303030303030303030303', '2026-11-03 08:30:00');
INSERT INTO word_tries VALUES (1, 'sender 1', 1);
INSERT INTO word_tries VALUES (2, 'sender 2', 2);
INSERT INTO word_tries VALUES (3, 'sender 3', 3);
SELECT pg_catalog.setval('case_events_id_seq', 3, true);
SELECT pg_catalog.setval('word_tries_id_seq', 3, true);
ALTER TABLE ONLY administration_checks
    ADD CONSTRAINT administration_checks_pkey PRIMARY KEY (school);
ALTER TABLE ONLY administration_sessions
    ADD CONSTRAINT administration_sessions_pkey PRIMARY KEY (session);
ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY bells
    ADD CONSTRAINT bells_pkey PRIMARY KEY (envelope_id, referent_id, stage);
ALTER TABLE ONLY case_events
    ADD CONSTRAINT case_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY case_papers
    ADD CONSTRAINT case_papers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY courier_leads
    ADD CONSTRAINT courier_leads_pkey PRIMARY KEY (name);
ALTER TABLE ONLY desk_sessions
    ADD CONSTRAINT desk_sessions_pkey PRIMARY KEY (session);
ALTER TABLE ONLY directory_heads
    ADD CONSTRAINT directory_heads_pkey PRIMARY KEY (school, referent_id);
ALTER TABLE ONLY directory_log
    ADD CONSTRAINT directory_log_pkey PRIMARY KEY (school, seq);
ALTER TABLE ONLY ent_logouts
    ADD CONSTRAINT ent_logouts_pkey PRIMARY KEY (token);
ALTER TABLE ONLY ent_tokens
    ADD CONSTRAINT ent_tokens_pkey PRIMARY KEY (conversation);
ALTER TABLE ONLY envelope_exclusions
    ADD CONSTRAINT envelope_exclusions_pkey PRIMARY KEY (envelope_id, person);
ALTER TABLE ONLY envelope_keys
    ADD CONSTRAINT envelope_keys_pkey PRIMARY KEY (envelope_id, server_key);
ALTER TABLE ONLY envelope_readers
    ADD CONSTRAINT envelope_readers_pkey PRIMARY KEY (envelope_id, referent_id);
ALTER TABLE ONLY envelopes
    ADD CONSTRAINT envelopes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY forgets
    ADD CONSTRAINT forgets_pkey PRIMARY KEY (conversation);
ALTER TABLE ONLY holds
    ADD CONSTRAINT holds_pkey PRIMARY KEY (envelope_id);
ALTER TABLE ONLY key_countersigns
    ADD CONSTRAINT key_countersigns_pkey PRIMARY KEY (referent_id, countersigner_id);
ALTER TABLE ONLY outbox_drafts
    ADD CONSTRAINT outbox_drafts_pkey PRIMARY KEY (envelope_id, message_id);
ALTER TABLE ONLY outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (envelope_id);
ALTER TABLE ONLY recoveries
    ADD CONSTRAINT recoveries_pkey PRIMARY KEY (referent_id);
ALTER TABLE ONLY recovery_given
    ADD CONSTRAINT recovery_given_pkey PRIMARY KEY (referent_id, holder_id);
ALTER TABLE ONLY recovery_shares
    ADD CONSTRAINT recovery_shares_pkey PRIMARY KEY (referent_id, holder_id);
ALTER TABLE ONLY referent_absences
    ADD CONSTRAINT referent_absences_pkey PRIMARY KEY (referent_id);
ALTER TABLE ONLY referent_locks
    ADD CONSTRAINT referent_locks_pkey PRIMARY KEY (id);
ALTER TABLE ONLY referent_months
    ADD CONSTRAINT referent_months_pkey PRIMARY KEY (referent_id, month);
ALTER TABLE ONLY referent_schools
    ADD CONSTRAINT referent_schools_pkey PRIMARY KEY (referent, school);
ALTER TABLE ONLY referents
    ADD CONSTRAINT referents_pkey PRIMARY KEY (id);
ALTER TABLE ONLY school_pages
    ADD CONSTRAINT school_pages_pkey PRIMARY KEY (school, version);
ALTER TABLE ONLY sender_leases
    ADD CONSTRAINT sender_leases_pkey PRIMARY KEY (sender);
ALTER TABLE ONLY session_deposits
    ADD CONSTRAINT session_deposits_pkey PRIMARY KEY (session, envelope);
ALTER TABLE ONLY session_replies
    ADD CONSTRAINT session_replies_pkey PRIMARY KEY (conversation);
ALTER TABLE ONLY session_tokens
    ADD CONSTRAINT session_tokens_pkey PRIMARY KEY (token);
ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_conversation_key UNIQUE (conversation);
ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (session);
ALTER TABLE ONLY shown_readers
    ADD CONSTRAINT shown_readers_pkey PRIMARY KEY (session, school);
ALTER TABLE ONLY sign_ins
    ADD CONSTRAINT sign_ins_code_key UNIQUE (code);
ALTER TABLE ONLY sign_ins
    ADD CONSTRAINT sign_ins_pkey PRIMARY KEY (state);
ALTER TABLE ONLY tallies
    ADD CONSTRAINT tallies_pkey PRIMARY KEY (place, year, term, what);
ALTER TABLE ONLY tracker_events
    ADD CONSTRAINT tracker_events_pkey PRIMARY KEY (conversation_ref, seq);
ALTER TABLE ONLY word_tries
    ADD CONSTRAINT word_tries_pkey PRIMARY KEY (id);
CREATE INDEX attachments_by_envelope ON attachments USING btree (envelope_id);
CREATE INDEX bells_due ON bells USING btree (due_at);
CREATE INDEX case_events_by_envelope ON case_events USING btree (envelope_id);
CREATE INDEX case_papers_by_envelope ON case_papers USING btree (envelope_id);
CREATE INDEX ent_tokens_by_expiry ON ent_tokens USING btree (expires_at);
CREATE INDEX envelope_readers_by_referent ON envelope_readers USING btree (referent_id);
CREATE INDEX envelopes_by_month ON envelopes USING btree (month);
CREATE INDEX envelopes_by_sender ON envelopes USING btree (sender, word);
CREATE INDEX ix_administration_sessions_account ON administration_sessions USING btree (account);
CREATE INDEX ix_administration_sessions_person ON administration_sessions USING btree (person);
CREATE INDEX ix_administration_sessions_subject ON administration_sessions USING btree (subject);
CREATE INDEX ix_desk_sessions_account ON desk_sessions USING btree (account);
CREATE INDEX ix_desk_sessions_person ON desk_sessions USING btree (person);
CREATE INDEX ix_desk_sessions_subject ON desk_sessions USING btree (subject);
CREATE INDEX ix_referent_locks_referent_id ON referent_locks USING btree (referent_id);
CREATE INDEX ix_referent_schools_school ON referent_schools USING btree (school);
CREATE INDEX ix_session_tokens_ends_at ON session_tokens USING btree (ends_at);
CREATE INDEX ix_session_tokens_session ON session_tokens USING btree (session);
CREATE INDEX ix_sessions_account ON sessions USING btree (account);
CREATE INDEX ix_sessions_seen_at ON sessions USING btree (seen_at);
CREATE INDEX ix_sessions_subject ON sessions USING btree (subject);
CREATE INDEX ix_sign_ins_account ON sign_ins USING btree (account);
CREATE INDEX ix_sign_ins_session ON sign_ins USING btree (session);
CREATE INDEX ix_sign_ins_subject ON sign_ins USING btree (subject);
CREATE INDEX ix_word_tries_sender ON word_tries USING btree (sender);
CREATE INDEX outbox_by_conversation ON outbox USING btree (conversation);
CREATE INDEX outbox_due ON outbox USING btree (due_at);
CREATE INDEX referents_by_school ON referents USING btree (school);
CREATE INDEX tracker_events_expiry ON tracker_events USING btree (expires_at);
ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY bells
    ADD CONSTRAINT bells_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY case_events
    ADD CONSTRAINT case_events_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY case_papers
    ADD CONSTRAINT case_papers_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY envelope_exclusions
    ADD CONSTRAINT envelope_exclusions_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY envelope_keys
    ADD CONSTRAINT envelope_keys_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY envelope_readers
    ADD CONSTRAINT envelope_readers_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY holds
    ADD CONSTRAINT holds_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY key_countersigns
    ADD CONSTRAINT key_countersigns_referent_id_fkey FOREIGN KEY (referent_id) REFERENCES referents(id) ON DELETE CASCADE;
ALTER TABLE ONLY outbox_drafts
    ADD CONSTRAINT outbox_drafts_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY outbox
    ADD CONSTRAINT outbox_envelope_id_fkey FOREIGN KEY (envelope_id) REFERENCES envelopes(id) ON DELETE CASCADE;
ALTER TABLE ONLY recoveries
    ADD CONSTRAINT recoveries_referent_id_fkey FOREIGN KEY (referent_id) REFERENCES referents(id) ON DELETE CASCADE;
ALTER TABLE ONLY recovery_given
    ADD CONSTRAINT recovery_given_referent_id_fkey FOREIGN KEY (referent_id) REFERENCES referents(id) ON DELETE CASCADE;
ALTER TABLE ONLY recovery_shares
    ADD CONSTRAINT recovery_shares_referent_id_fkey FOREIGN KEY (referent_id) REFERENCES referents(id) ON DELETE CASCADE;
ALTER TABLE ONLY referent_locks
    ADD CONSTRAINT referent_locks_referent_id_fkey FOREIGN KEY (referent_id) REFERENCES referents(id) ON DELETE CASCADE;
ALTER TABLE ONLY referent_months
    ADD CONSTRAINT referent_months_referent_id_fkey FOREIGN KEY (referent_id) REFERENCES referents(id) ON DELETE CASCADE;
