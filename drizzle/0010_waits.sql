ALTER TABLE `outages` ADD `until` integer;--> statement-breakpoint
ALTER TABLE `outages` ADD `account_id` integer REFERENCES accounts(id);--> statement-breakpoint
CREATE INDEX `scheduled_calls_to_verify` ON `scheduled_calls` (`next_attempt_at`,`id`) WHERE verify_first = 1;