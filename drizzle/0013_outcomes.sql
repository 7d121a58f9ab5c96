CREATE TABLE `call_recordings` (
	`call_id` integer PRIMARY KEY NOT NULL,
	`file` text NOT NULL,
	`bytes` integer NOT NULL,
	`kept_at` integer NOT NULL,
	`keep_until` integer NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `call_recordings_keep_until` ON `call_recordings` (`keep_until`);--> statement-breakpoint
CREATE TABLE `call_reports` (
	`call_id` integer PRIMARY KEY NOT NULL,
	`answer` text NOT NULL,
	`seen` text NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `call_transcripts` (
	`call_id` integer PRIMARY KEY NOT NULL,
	`turns` text NOT NULL,
	`observed_at` integer NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `calls` ADD `disposition` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `answered_by` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `in_voicemail` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `cost_cents` real;--> statement-breakpoint
ALTER TABLE `calls` ADD `summary` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `success` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `sentiment` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `custom_analysis` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `collected_variables` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `agent_version` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `recording_url` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `transcribed_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `purged_at` integer;--> statement-breakpoint
CREATE INDEX `calls_disposition` ON `calls` ((disposition || ''));--> statement-breakpoint
CREATE INDEX `calls_over` ON `calls` (`next_check_at`) WHERE status in ('ended', 'not_connected', 'error') and next_check_at is not null;--> statement-breakpoint
UPDATE `calls` SET `disposition` = CASE
	WHEN `disconnection_reason` IN ('user_hangup', 'agent_hangup', 'call_transfer', 'transfer_bridged', 'transfer_cancelled', 'inactivity', 'max_duration_reached', 'call_take_over', 'manual_stopped') THEN 'answered'
	WHEN `disconnection_reason` IN ('voicemail_reached', 'ivr_reached') THEN 'machine'
	WHEN `disconnection_reason` = 'dial_busy' THEN 'busy'
	WHEN `disconnection_reason` = 'dial_no_answer' THEN 'no_answer'
	WHEN `disconnection_reason` = 'user_declined' THEN 'declined'
	WHEN `disconnection_reason` = 'invalid_destination' THEN 'invalid'
	WHEN `disconnection_reason` IN ('marked_as_spam', 'dial_failed') THEN 'caller_id'
	WHEN `disconnection_reason` IN ('concurrency_limit_reached', 'no_concurrency_fallback', 'no_valid_payment', 'scam_detected', 'telephony_provider_permission_denied', 'telephony_provider_unavailable', 'sip_routing_error', 'registered_call_timeout') THEN 'our_side'
	WHEN `disconnection_reason` IN ('error_llm_websocket_open', 'error_llm_websocket_lost_connection', 'error_llm_websocket_runtime', 'error_llm_websocket_corrupt_payload', 'error_no_audio_received', 'error_asr', 'error_retell', 'error_unknown', 'error_user_not_joined') THEN 'broke'
END,
`answered_by` = CASE
	WHEN `disconnection_reason` IN ('user_hangup', 'agent_hangup', 'call_transfer', 'transfer_bridged', 'transfer_cancelled', 'inactivity', 'max_duration_reached', 'call_take_over', 'manual_stopped') THEN 'human'
	WHEN `disconnection_reason` IN ('voicemail_reached', 'ivr_reached') THEN 'machine'
END
WHERE `status` IN ('ended', 'not_connected', 'error') AND `disconnection_reason` IS NOT NULL;
