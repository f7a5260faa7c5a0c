-- A database of the code of 22 November 2026 (59ba270), before revisions: three invented rows in each table. Made once with that code, never changed.
BEGIN TRANSACTION;
CREATE TABLE administration_checks (
	school VARCHAR(36) NOT NULL, 
	level VARCHAR(8) NOT NULL, 
	checked_at BIGINT NOT NULL, 
	PRIMARY KEY (school)
);
INSERT INTO "administration_checks" VALUES('school 1','level 1',1);
INSERT INTO "administration_checks" VALUES('school 2','level 2',2);
INSERT INTO "administration_checks" VALUES('school 3','level 3',3);
CREATE TABLE administration_sessions (
	session VARCHAR(64) NOT NULL, 
	sealed BLOB NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	begun_at BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	account VARCHAR(64), 
	subject VARCHAR(64), 
	PRIMARY KEY (session)
);
INSERT INTO "administration_sessions" VALUES('session 1',X'01010101010101010101010101010101010101010101010101010101010101010101010101010101','person 1',1,1,'account 1','subject 1');
INSERT INTO "administration_sessions" VALUES('session 2',X'02020202020202020202020202020202020202020202020202020202020202020202020202020202','person 2',2,2,'account 2','subject 2');
INSERT INTO "administration_sessions" VALUES('session 3',X'03030303030303030303030303030303030303030303030303030303030303030303030303030303','person 3',3,3,'account 3','subject 3');
CREATE TABLE attachments (
	id VARCHAR(36) NOT NULL, 
	envelope_id VARCHAR(36), 
	kind VARCHAR(12) NOT NULL, 
	size INTEGER NOT NULL, 
	armour TEXT, 
	deposited_at DATETIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "attachments" VALUES('id 1','envelope-1','kind 1',1,'armour 1','2026-11-01 08:30:00.000000');
INSERT INTO "attachments" VALUES('id 2','envelope-2','kind 2',2,'armour 2','2026-11-02 08:30:00.000000');
INSERT INTO "attachments" VALUES('id 3','envelope-3','kind 3',3,'armour 3','2026-11-03 08:30:00.000000');
CREATE TABLE bells (
	envelope_id VARCHAR(36) NOT NULL, 
	referent_id VARCHAR(36) NOT NULL, 
	stage INTEGER NOT NULL, 
	due_at DATETIME, 
	tries INTEGER NOT NULL, 
	unsure INTEGER NOT NULL, 
	PRIMARY KEY (envelope_id, referent_id, stage), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "bells" VALUES('envelope-1','referent_id 1',1,'2026-11-01 08:30:00.000000',1,1);
INSERT INTO "bells" VALUES('envelope-2','referent_id 2',2,'2026-11-02 08:30:00.000000',2,2);
INSERT INTO "bells" VALUES('envelope-3','referent_id 3',3,'2026-11-03 08:30:00.000000',3,3);
CREATE TABLE case_events (
	id INTEGER NOT NULL, 
	envelope_id VARCHAR(36) NOT NULL, 
	referent_id VARCHAR(36) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	at DATETIME NOT NULL, 
	detail VARCHAR(36), 
	PRIMARY KEY (id), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "case_events" VALUES(1,'envelope-1','referent_id 1','kind 1','2026-11-01 08:30:00.000000','detail 1');
INSERT INTO "case_events" VALUES(2,'envelope-2','referent_id 2','kind 2','2026-11-02 08:30:00.000000','detail 2');
INSERT INTO "case_events" VALUES(3,'envelope-3','referent_id 3','kind 3','2026-11-03 08:30:00.000000','detail 3');
CREATE TABLE case_papers (
	id VARCHAR(36) NOT NULL, 
	envelope_id VARCHAR(36) NOT NULL, 
	referent_id VARCHAR(36) NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	armour TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "case_papers" VALUES('id 1','envelope-1','referent_id 1','kind 1','armour 1','2026-11-01 08:30:00.000000');
INSERT INTO "case_papers" VALUES('id 2','envelope-2','referent_id 2','kind 2','armour 2','2026-11-02 08:30:00.000000');
INSERT INTO "case_papers" VALUES('id 3','envelope-3','referent_id 3','kind 3','armour 3','2026-11-03 08:30:00.000000');
CREATE TABLE courier_leads (
	name VARCHAR(12) NOT NULL, 
	holder VARCHAR(36) NOT NULL, 
	until DATETIME NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "courier_leads" VALUES('name 1','holder 1','2026-11-01 08:30:00.000000');
INSERT INTO "courier_leads" VALUES('name 2','holder 2','2026-11-02 08:30:00.000000');
INSERT INTO "courier_leads" VALUES('name 3','holder 3','2026-11-03 08:30:00.000000');
CREATE TABLE desk_sessions (
	session VARCHAR(64) NOT NULL, 
	sealed BLOB NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	begun_at BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	account VARCHAR(64), 
	subject VARCHAR(64), 
	PRIMARY KEY (session)
);
INSERT INTO "desk_sessions" VALUES('session 1',X'01010101010101010101010101010101010101010101010101010101010101010101010101010101','person 1',1,1,'account 1','subject 1');
INSERT INTO "desk_sessions" VALUES('session 2',X'02020202020202020202020202020202020202020202020202020202020202020202020202020202','person 2',2,2,'account 2','subject 2');
INSERT INTO "desk_sessions" VALUES('session 3',X'03030303030303030303030303030303030303030303030303030303030303030303030303030303','person 3',3,3,'account 3','subject 3');
CREATE TABLE directory_heads (
	school VARCHAR(36) NOT NULL, 
	referent_id VARCHAR(36) NOT NULL, 
	seq INTEGER NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	signature TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (school, referent_id)
);
INSERT INTO "directory_heads" VALUES('school 1','referent_id 1',1,'hash 1','signature 1','2026-11-01 08:30:00.000000');
INSERT INTO "directory_heads" VALUES('school 2','referent_id 2',2,'hash 2','signature 2','2026-11-02 08:30:00.000000');
INSERT INTO "directory_heads" VALUES('school 3','referent_id 3',3,'hash 3','signature 3','2026-11-03 08:30:00.000000');
CREATE TABLE directory_log (
	school VARCHAR(36) NOT NULL, 
	seq INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	subject VARCHAR(36) NOT NULL, 
	body TEXT NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (school, seq)
);
INSERT INTO "directory_log" VALUES('school 1',1,'at 1','kind 1','subject 1','body 1','previous 1','hash 1');
INSERT INTO "directory_log" VALUES('school 2',2,'at 2','kind 2','subject 2','body 2','previous 2','hash 2');
INSERT INTO "directory_log" VALUES('school 3',3,'at 3','kind 3','subject 3','body 3','previous 3','hash 3');
CREATE TABLE ent_logouts (
	token VARCHAR(64) NOT NULL, 
	heard_at BIGINT NOT NULL, 
	PRIMARY KEY (token)
);
INSERT INTO "ent_logouts" VALUES('token 1',1);
INSERT INTO "ent_logouts" VALUES('token 2',2);
INSERT INTO "ent_logouts" VALUES('token 3',3);
CREATE TABLE ent_tokens (
	conversation VARCHAR(64) NOT NULL, 
	sealed BLOB NOT NULL, 
	expires_at DATETIME NOT NULL, 
	PRIMARY KEY (conversation)
);
INSERT INTO "ent_tokens" VALUES('conversation 1',X'01010101010101010101010101010101010101010101010101010101010101010101010101010101','2026-11-01 08:30:00.000000');
INSERT INTO "ent_tokens" VALUES('conversation 2',X'02020202020202020202020202020202020202020202020202020202020202020202020202020202','2026-11-02 08:30:00.000000');
INSERT INTO "ent_tokens" VALUES('conversation 3',X'03030303030303030303030303030303030303030303030303030303030303030303030303030303','2026-11-03 08:30:00.000000');
CREATE TABLE envelope_exclusions (
	envelope_id VARCHAR(36) NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	PRIMARY KEY (envelope_id, person), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "envelope_exclusions" VALUES('envelope-1','person 1');
INSERT INTO "envelope_exclusions" VALUES('envelope-2','person 2');
INSERT INTO "envelope_exclusions" VALUES('envelope-3','person 3');
CREATE TABLE envelope_keys (
	envelope_id VARCHAR(36) NOT NULL, 
	server_key VARCHAR(16) NOT NULL, 
	PRIMARY KEY (envelope_id, server_key), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "envelope_keys" VALUES('envelope-1','server_key 1');
INSERT INTO "envelope_keys" VALUES('envelope-2','server_key 2');
INSERT INTO "envelope_keys" VALUES('envelope-3','server_key 3');
CREATE TABLE envelope_readers (
	envelope_id VARCHAR(36) NOT NULL, 
	referent_id VARCHAR(36) NOT NULL, 
	opened_at DATETIME, 
	taken_at DATETIME, 
	joined_at DATETIME, 
	joined_by VARCHAR(36), 
	month VARCHAR(7), 
	armour TEXT, 
	PRIMARY KEY (envelope_id, referent_id), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "envelope_readers" VALUES('envelope-1','referent_id 1','2026-11-01 08:30:00.000000','2026-11-01 08:30:00.000000','2026-11-01 08:30:00.000000','joined_by 1','2026-09','armour 1');
INSERT INTO "envelope_readers" VALUES('envelope-2','referent_id 2','2026-11-02 08:30:00.000000','2026-11-02 08:30:00.000000','2026-11-02 08:30:00.000000','joined_by 2','2026-10','armour 2');
INSERT INTO "envelope_readers" VALUES('envelope-3','referent_id 3','2026-11-03 08:30:00.000000','2026-11-03 08:30:00.000000','2026-11-03 08:30:00.000000','joined_by 3','2026-11','armour 3');
CREATE TABLE envelopes (
	id VARCHAR(36) NOT NULL, 
	school VARCHAR(36) NOT NULL, 
	date DATE NOT NULL, 
	month VARCHAR(7) NOT NULL, 
	readers INTEGER NOT NULL, 
	size INTEGER NOT NULL, 
	armour TEXT NOT NULL, 
	sender VARCHAR(64) NOT NULL, 
	word VARCHAR(64) NOT NULL, 
	closed BOOLEAN NOT NULL, 
	reply_lock BLOB, 
	promised_by DATETIME, 
	deposited_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "envelopes" VALUES('envelope-1','school 1','2026-11-01','2026-09',1,1,'armour 1','sender 1','word 1',0,X'01010101010101010101010101010101010101010101010101010101010101010101010101010101','2026-11-01 08:30:00.000000','2026-11-01 08:30:00.000000');
INSERT INTO "envelopes" VALUES('envelope-2','school 2','2026-11-02','2026-10',2,2,'armour 2','sender 2','word 2',1,X'02020202020202020202020202020202020202020202020202020202020202020202020202020202','2026-11-02 08:30:00.000000','2026-11-02 08:30:00.000000');
INSERT INTO "envelopes" VALUES('envelope-3','school 3','2026-11-03','2026-11',3,3,'armour 3','sender 3','word 3',0,X'03030303030303030303030303030303030303030303030303030303030303030303030303030303','2026-11-03 08:30:00.000000','2026-11-03 08:30:00.000000');
CREATE TABLE forgets (
	conversation VARCHAR(32) NOT NULL, 
	asked_at BIGINT NOT NULL, 
	PRIMARY KEY (conversation)
);
INSERT INTO "forgets" VALUES('conversation 1',1);
INSERT INTO "forgets" VALUES('conversation 2',2);
INSERT INTO "forgets" VALUES('conversation 3',3);
CREATE TABLE holds (
	envelope_id VARCHAR(36) NOT NULL, 
	asked_by VARCHAR(36) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	agreed_by VARCHAR(36), 
	agreed_at DATETIME, 
	PRIMARY KEY (envelope_id), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "holds" VALUES('envelope-1','asked_by 1','2026-11-01 08:30:00.000000','agreed_by 1','2026-11-01 08:30:00.000000');
INSERT INTO "holds" VALUES('envelope-2','asked_by 2','2026-11-02 08:30:00.000000','agreed_by 2','2026-11-02 08:30:00.000000');
INSERT INTO "holds" VALUES('envelope-3','asked_by 3','2026-11-03 08:30:00.000000','agreed_by 3','2026-11-03 08:30:00.000000');
CREATE TABLE key_countersigns (
	referent_id VARCHAR(36) NOT NULL, 
	countersigner_id VARCHAR(36) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	signature TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (referent_id, countersigner_id), 
	FOREIGN KEY(referent_id) REFERENCES referents (id) ON DELETE CASCADE
);
INSERT INTO "key_countersigns" VALUES('referent-1','countersigner_id 1','key 1','signature 1','2026-11-01 08:30:00.000000');
INSERT INTO "key_countersigns" VALUES('referent-2','countersigner_id 2','key 2','signature 2','2026-11-02 08:30:00.000000');
INSERT INTO "key_countersigns" VALUES('referent-3','countersigner_id 3','key 3','signature 3','2026-11-03 08:30:00.000000');
CREATE TABLE outbox (
	envelope_id VARCHAR(36) NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	sender VARCHAR(64) NOT NULL, 
	conversation VARCHAR(64), 
	draft_id VARCHAR(36), 
	fence INTEGER NOT NULL, 
	attempts INTEGER NOT NULL, 
	refusals INTEGER NOT NULL, 
	traces VARCHAR(5), 
	due_at DATETIME, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (envelope_id), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "outbox" VALUES('envelope-1','state 1','sender 1','conversation 1','draft_id 1',1,1,1,'trace','2026-11-01 08:30:00.000000','2026-11-01 08:30:00.000000');
INSERT INTO "outbox" VALUES('envelope-2','state 2','sender 2','conversation 2','draft_id 2',2,2,2,'trace','2026-11-02 08:30:00.000000','2026-11-02 08:30:00.000000');
INSERT INTO "outbox" VALUES('envelope-3','state 3','sender 3','conversation 3','draft_id 3',3,3,3,'trace','2026-11-03 08:30:00.000000','2026-11-03 08:30:00.000000');
CREATE TABLE outbox_drafts (
	envelope_id VARCHAR(36) NOT NULL, 
	message_id VARCHAR(36) NOT NULL, 
	PRIMARY KEY (envelope_id, message_id), 
	FOREIGN KEY(envelope_id) REFERENCES envelopes (id) ON DELETE CASCADE
);
INSERT INTO "outbox_drafts" VALUES('envelope-1','message_id 1');
INSERT INTO "outbox_drafts" VALUES('envelope-2','message_id 2');
INSERT INTO "outbox_drafts" VALUES('envelope-3','message_id 3');
CREATE TABLE recoveries (
	referent_id VARCHAR(36) NOT NULL, 
	recipient TEXT NOT NULL, 
	wrapped_identity TEXT NOT NULL, 
	asked_at DATETIME NOT NULL, 
	PRIMARY KEY (referent_id), 
	FOREIGN KEY(referent_id) REFERENCES referents (id) ON DELETE CASCADE
);
INSERT INTO "recoveries" VALUES('referent-1','recipient 1','wrapped_identity 1','2026-11-01 08:30:00.000000');
INSERT INTO "recoveries" VALUES('referent-2','recipient 2','wrapped_identity 2','2026-11-02 08:30:00.000000');
INSERT INTO "recoveries" VALUES('referent-3','recipient 3','wrapped_identity 3','2026-11-03 08:30:00.000000');
CREATE TABLE recovery_given (
	referent_id VARCHAR(36) NOT NULL, 
	holder_id VARCHAR(36) NOT NULL, 
	armour TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (referent_id, holder_id), 
	FOREIGN KEY(referent_id) REFERENCES referents (id) ON DELETE CASCADE
);
INSERT INTO "recovery_given" VALUES('referent-1','holder_id 1','armour 1','2026-11-01 08:30:00.000000');
INSERT INTO "recovery_given" VALUES('referent-2','holder_id 2','armour 2','2026-11-02 08:30:00.000000');
INSERT INTO "recovery_given" VALUES('referent-3','holder_id 3','armour 3','2026-11-03 08:30:00.000000');
CREATE TABLE recovery_shares (
	referent_id VARCHAR(36) NOT NULL, 
	holder_id VARCHAR(36) NOT NULL, 
	armour TEXT NOT NULL, 
	PRIMARY KEY (referent_id, holder_id), 
	FOREIGN KEY(referent_id) REFERENCES referents (id) ON DELETE CASCADE
);
INSERT INTO "recovery_shares" VALUES('referent-1','holder_id 1','armour 1');
INSERT INTO "recovery_shares" VALUES('referent-2','holder_id 2','armour 2');
INSERT INTO "recovery_shares" VALUES('referent-3','holder_id 3','armour 3');
CREATE TABLE referent_absences (
	referent_id VARCHAR(36) NOT NULL, 
	first DATE NOT NULL, 
	last DATE NOT NULL, 
	substitute_id VARCHAR(36), 
	PRIMARY KEY (referent_id)
);
INSERT INTO "referent_absences" VALUES('referent_id 1','2026-11-01','2026-11-01','substitute_id 1');
INSERT INTO "referent_absences" VALUES('referent_id 2','2026-11-02','2026-11-02','substitute_id 2');
INSERT INTO "referent_absences" VALUES('referent_id 3','2026-11-03','2026-11-03','substitute_id 3');
CREATE TABLE referent_locks (
	id VARCHAR(36) NOT NULL, 
	referent_id VARCHAR(36) NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	label TEXT NOT NULL, 
	wrapped_key TEXT NOT NULL, 
	credential TEXT, 
	made_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(referent_id) REFERENCES referents (id) ON DELETE CASCADE
);
INSERT INTO "referent_locks" VALUES('id 1','referent-1','kind 1','label 1','wrapped_key 1','credential 1','2026-11-01 08:30:00.000000');
INSERT INTO "referent_locks" VALUES('id 2','referent-2','kind 2','label 2','wrapped_key 2','credential 2','2026-11-02 08:30:00.000000');
INSERT INTO "referent_locks" VALUES('id 3','referent-3','kind 3','label 3','wrapped_key 3','credential 3','2026-11-03 08:30:00.000000');
CREATE TABLE referent_months (
	referent_id VARCHAR(36) NOT NULL, 
	month VARCHAR(7) NOT NULL, 
	recipient TEXT NOT NULL, 
	wrapped_identity TEXT NOT NULL, 
	PRIMARY KEY (referent_id, month), 
	FOREIGN KEY(referent_id) REFERENCES referents (id) ON DELETE CASCADE
);
INSERT INTO "referent_months" VALUES('referent-1','2026-09','recipient 1','wrapped_identity 1');
INSERT INTO "referent_months" VALUES('referent-2','2026-10','recipient 2','wrapped_identity 2');
INSERT INTO "referent_months" VALUES('referent-3','2026-11','recipient 3','wrapped_identity 3');
CREATE TABLE referent_schools (
	referent VARCHAR(36) NOT NULL, 
	school VARCHAR(36) NOT NULL, 
	PRIMARY KEY (referent, school)
);
INSERT INTO "referent_schools" VALUES('referent 1','school 1');
INSERT INTO "referent_schools" VALUES('referent 2','school 2');
INSERT INTO "referent_schools" VALUES('referent 3','school 3');
CREATE TABLE referents (
	id VARCHAR(36) NOT NULL, 
	school VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	function TEXT, 
	key_recipient TEXT NOT NULL, 
	signing_key TEXT NOT NULL, 
	wrapped_signing TEXT NOT NULL, 
	enrolled_at DATETIME NOT NULL, 
	exercised_at DATETIME NOT NULL, 
	counted_at DATETIME, 
	left_at DATETIME, 
	PRIMARY KEY (id)
);
INSERT INTO "referents" VALUES('referent-1','school 1','name 1','function 1','key_recipient 1','signing_key 1','wrapped_signing 1','2026-11-01 08:30:00.000000','2026-11-01 08:30:00.000000','2026-11-01 08:30:00.000000','2026-11-01 08:30:00.000000');
INSERT INTO "referents" VALUES('referent-2','school 2','name 2','function 2','key_recipient 2','signing_key 2','wrapped_signing 2','2026-11-02 08:30:00.000000','2026-11-02 08:30:00.000000','2026-11-02 08:30:00.000000','2026-11-02 08:30:00.000000');
INSERT INTO "referents" VALUES('referent-3','school 3','name 3','function 3','key_recipient 3','signing_key 3','wrapped_signing 3','2026-11-03 08:30:00.000000','2026-11-03 08:30:00.000000','2026-11-03 08:30:00.000000','2026-11-03 08:30:00.000000');
CREATE TABLE school_pages (
	school VARCHAR(36) NOT NULL, 
	version INTEGER NOT NULL, 
	page TEXT NOT NULL, 
	author VARCHAR(36) NOT NULL, 
	author_name TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (school, version)
);
INSERT INTO "school_pages" VALUES('school 1',1,'page 1','author 1','author_name 1',1);
INSERT INTO "school_pages" VALUES('school 2',2,'page 2','author 2','author_name 2',2);
INSERT INTO "school_pages" VALUES('school 3',3,'page 3','author 3','author_name 3',3);
CREATE TABLE sender_leases (
	sender VARCHAR(64) NOT NULL, 
	fence INTEGER NOT NULL, 
	free_at DATETIME NOT NULL, 
	PRIMARY KEY (sender)
);
INSERT INTO "sender_leases" VALUES('sender 1',1,'2026-11-01 08:30:00.000000');
INSERT INTO "sender_leases" VALUES('sender 2',2,'2026-11-02 08:30:00.000000');
INSERT INTO "sender_leases" VALUES('sender 3',3,'2026-11-03 08:30:00.000000');
CREATE TABLE session_deposits (
	session VARCHAR(64) NOT NULL, 
	envelope VARCHAR(36) NOT NULL, 
	PRIMARY KEY (session, envelope)
);
INSERT INTO "session_deposits" VALUES('session 1','envelope 1');
INSERT INTO "session_deposits" VALUES('session 2','envelope 2');
INSERT INTO "session_deposits" VALUES('session 3','envelope 3');
CREATE TABLE session_replies (
	conversation VARCHAR(32) NOT NULL, 
	turn BIGINT NOT NULL, 
	sealed BLOB NOT NULL, 
	PRIMARY KEY (conversation)
);
INSERT INTO "session_replies" VALUES('conversation 1',1,X'01010101010101010101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "session_replies" VALUES('conversation 2',2,X'02020202020202020202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "session_replies" VALUES('conversation 3',3,X'03030303030303030303030303030303030303030303030303030303030303030303030303030303');
CREATE TABLE session_tokens (
	token VARCHAR(64) NOT NULL, 
	session VARCHAR(64) NOT NULL, 
	salt BLOB NOT NULL, 
	wrapped_key BLOB NOT NULL, 
	is_signed_in BOOLEAN NOT NULL, 
	begun_at BIGINT NOT NULL, 
	used_at BIGINT, 
	successor_at BIGINT, 
	ends_at BIGINT, 
	PRIMARY KEY (token)
);
INSERT INTO "session_tokens" VALUES('token 1','session 1',X'01010101010101010101010101010101010101010101010101010101010101010101010101010101',X'01010101010101010101010101010101010101010101010101010101010101010101010101010101',0,1,1,1,1);
INSERT INTO "session_tokens" VALUES('token 2','session 2',X'02020202020202020202020202020202020202020202020202020202020202020202020202020202',X'02020202020202020202020202020202020202020202020202020202020202020202020202020202',1,2,2,2,2);
INSERT INTO "session_tokens" VALUES('token 3','session 3',X'03030303030303030303030303030303030303030303030303030303030303030303030303030303',X'03030303030303030303030303030303030303030303030303030303030303030303030303030303',0,3,3,3,3);
CREATE TABLE sessions (
	session VARCHAR(64) NOT NULL, 
	conversation VARCHAR(32) NOT NULL, 
	turn BIGINT NOT NULL, 
	playing_since BIGINT, 
	seen_at BIGINT NOT NULL, 
	account VARCHAR(64), 
	subject VARCHAR(64), 
	PRIMARY KEY (session), 
	UNIQUE (conversation)
);
INSERT INTO "sessions" VALUES('session 1','conversation 1',1,1,1,'account 1','subject 1');
INSERT INTO "sessions" VALUES('session 2','conversation 2',2,2,2,'account 2','subject 2');
INSERT INTO "sessions" VALUES('session 3','conversation 3',3,3,3,'account 3','subject 3');
CREATE TABLE shown_readers (
	session VARCHAR(64) NOT NULL, 
	school VARCHAR(36) NOT NULL, 
	sealed BLOB NOT NULL, 
	PRIMARY KEY (session, school)
);
INSERT INTO "shown_readers" VALUES('session 1','school 1',X'01010101010101010101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "shown_readers" VALUES('session 2','school 2',X'02020202020202020202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "shown_readers" VALUES('session 3','school 3',X'03030303030303030303030303030303030303030303030303030303030303030303030303030303');
CREATE TABLE sign_ins (
	state VARCHAR(64) NOT NULL, 
	session VARCHAR(64) NOT NULL, 
	begun_at BIGINT NOT NULL, 
	code VARCHAR(64), 
	code_at BIGINT, 
	sealed BLOB, 
	account VARCHAR(64), 
	subject VARCHAR(64), 
	PRIMARY KEY (state), 
	UNIQUE (code)
);
INSERT INTO "sign_ins" VALUES('state 1','session 1',1,'code 1',1,X'01010101010101010101010101010101010101010101010101010101010101010101010101010101','account 1','subject 1');
INSERT INTO "sign_ins" VALUES('state 2','session 2',2,'code 2',2,X'02020202020202020202020202020202020202020202020202020202020202020202020202020202','account 2','subject 2');
INSERT INTO "sign_ins" VALUES('state 3','session 3',3,'code 3',3,X'03030303030303030303030303030303030303030303030303030303030303030303030303030303','account 3','subject 3');
CREATE TABLE tallies (
	place VARCHAR(3) NOT NULL, 
	year INTEGER NOT NULL, 
	term INTEGER NOT NULL, 
	what VARCHAR(40) NOT NULL, 
	count BIGINT NOT NULL, 
	PRIMARY KEY (place, year, term, what)
);
INSERT INTO "tallies" VALUES('pla',1,1,'what 1',1);
INSERT INTO "tallies" VALUES('pla',2,2,'what 2',2);
INSERT INTO "tallies" VALUES('pla',3,3,'what 3',3);
CREATE TABLE tracker_events (
	conversation_ref VARCHAR(64) NOT NULL, 
	seq INTEGER NOT NULL, 
	events INTEGER NOT NULL, 
	sealed BLOB NOT NULL, 
	expires_at DATETIME NOT NULL, 
	PRIMARY KEY (conversation_ref, seq)
);
INSERT INTO "tracker_events" VALUES('conversation_ref 1',1,1,X'01010101010101010101010101010101010101010101010101010101010101010101010101010101','2026-11-01 08:30:00.000000');
INSERT INTO "tracker_events" VALUES('conversation_ref 2',2,2,X'02020202020202020202020202020202020202020202020202020202020202020202020202020202','2026-11-02 08:30:00.000000');
INSERT INTO "tracker_events" VALUES('conversation_ref 3',3,3,X'03030303030303030303030303030303030303030303030303030303030303030303030303030303','2026-11-03 08:30:00.000000');
CREATE TABLE word_tries (
	id INTEGER NOT NULL, 
	sender VARCHAR(64) NOT NULL, 
	tried_at BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "word_tries" VALUES(1,'sender 1',1);
INSERT INTO "word_tries" VALUES(2,'sender 2',2);
INSERT INTO "word_tries" VALUES(3,'sender 3',3);
CREATE INDEX envelopes_by_sender ON envelopes (sender, word);
CREATE INDEX envelopes_by_month ON envelopes (month);
CREATE INDEX ent_tokens_by_expiry ON ent_tokens (expires_at);
CREATE INDEX referents_by_school ON referents (school);
CREATE INDEX ix_referent_schools_school ON referent_schools (school);
CREATE INDEX envelope_readers_by_referent ON envelope_readers (referent_id);
CREATE INDEX attachments_by_envelope ON attachments (envelope_id);
CREATE INDEX outbox_due ON outbox (due_at);
CREATE INDEX outbox_by_conversation ON outbox (conversation);
CREATE INDEX bells_due ON bells (due_at);
CREATE INDEX case_events_by_envelope ON case_events (envelope_id);
CREATE INDEX case_papers_by_envelope ON case_papers (envelope_id);
CREATE INDEX ix_referent_locks_referent_id ON referent_locks (referent_id);
CREATE INDEX ix_sessions_subject ON sessions (subject);
CREATE INDEX ix_sessions_seen_at ON sessions (seen_at);
CREATE INDEX ix_sessions_account ON sessions (account);
CREATE INDEX ix_session_tokens_session ON session_tokens (session);
CREATE INDEX ix_session_tokens_ends_at ON session_tokens (ends_at);
CREATE INDEX ix_sign_ins_account ON sign_ins (account);
CREATE INDEX ix_sign_ins_subject ON sign_ins (subject);
CREATE INDEX ix_sign_ins_session ON sign_ins (session);
CREATE INDEX ix_word_tries_sender ON word_tries (sender);
CREATE INDEX ix_desk_sessions_person ON desk_sessions (person);
CREATE INDEX ix_desk_sessions_subject ON desk_sessions (subject);
CREATE INDEX ix_desk_sessions_account ON desk_sessions (account);
CREATE INDEX ix_administration_sessions_subject ON administration_sessions (subject);
CREATE INDEX ix_administration_sessions_account ON administration_sessions (account);
CREATE INDEX ix_administration_sessions_person ON administration_sessions (person);
CREATE INDEX tracker_events_expiry ON tracker_events (expires_at);
COMMIT;
