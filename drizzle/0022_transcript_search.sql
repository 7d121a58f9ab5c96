-- What was said, for searches: the words of each call's transcript, under the id of the call. Without a copy of the text; deleted words
-- leave the file (https://sqlite.org/fts5.html#the_secure_delete_configuration_option).
CREATE VIRTUAL TABLE `transcripts_search` USING fts5(`words`, content='', tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
INSERT INTO `transcripts_search` (`transcripts_search`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO `transcripts_search` (rowid, `words`) SELECT `call_id`, spoken(`turns`) FROM `call_transcripts`;
