CREATE TABLE `webhooks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`digest` text NOT NULL,
	`event` text,
	`retell_call_id` text,
	`text` text,
	`state` text NOT NULL,
	`because` text,
	`received_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_digest` ON `webhooks` (`digest`);--> statement-breakpoint
CREATE INDEX `webhooks_received` ON `webhooks` (`id`) WHERE state = 'received';--> statement-breakpoint
CREATE INDEX `webhooks_aside` ON `webhooks` (`id`) WHERE state in ('set_aside', 'unreadable', 'failed');--> statement-breakpoint
ALTER TABLE `calls` ADD `webhook_at` integer;