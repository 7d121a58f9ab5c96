CREATE TABLE `kept_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`token_id` integer NOT NULL,
	`key` text NOT NULL,
	`request_id` text NOT NULL,
	`fingerprint` text NOT NULL,
	`kept_at` integer NOT NULL,
	`call_id` integer,
	`scheduled_ids` text,
	`status` integer,
	`content_type` text,
	`body` text,
	FOREIGN KEY (`token_id`) REFERENCES `tokens`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kept_requests_key` ON `kept_requests` (`token_id`,`key`);--> statement-breakpoint
CREATE INDEX `kept_requests_age` ON `kept_requests` (`kept_at`);--> statement-breakpoint
CREATE INDEX `kept_requests_call` ON `kept_requests` (`call_id`) WHERE call_id is not null;