CREATE TABLE `callbacks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`call_id` integer NOT NULL,
	`state` text NOT NULL,
	`trouble` text,
	`words` text,
	`asked_for` text,
	`at` integer,
	`zone` text,
	`clock` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "callbacks_scheduled_has_time" CHECK(state <> 'scheduled' or at is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `callbacks_call` ON `callbacks` (`call_id`);--> statement-breakpoint
CREATE INDEX `callbacks_order` ON `callbacks` ((state <> 'operator'),at desc,id desc);--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `callback_of` integer REFERENCES calls(id);--> statement-breakpoint
CREATE UNIQUE INDEX `scheduled_calls_callback_of` ON `scheduled_calls` (`callback_of`) WHERE callback_of is not null;--> statement-breakpoint
CREATE INDEX `scheduled_calls_callbacks` ON `scheduled_calls` (`next_attempt_at`,`id`) WHERE callback_of is not null;