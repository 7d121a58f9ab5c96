UPDATE `calls` SET
  `waits_for` = CASE WHEN `error_message` LIKE '%; not sent again, it waits for you' THEN 'operator' ELSE 'retell' END,
  `held_because` = CASE
    WHEN `error_message` LIKE 'sent again, and refused: %' THEN 'refused_again'
    WHEN `error_message` LIKE '%; not sent again, it waits for you' AND `scheduled_call_id` IS NULL THEN 'made_at_once'
  END
WHERE `status` = 'unknown' AND `error_message` IS NOT NULL;
--> statement-breakpoint
UPDATE `scheduled_calls` SET
  `waits_for` = coalesce((SELECT `waits_for` FROM `calls` WHERE `calls`.`id` = `scheduled_calls`.`call_id`), 'retell')
WHERE `status` = 'IN_PROGRESS' AND `error_message` IS NOT NULL;
--> statement-breakpoint
UPDATE `calls` SET
  `error_message` = substr(`error_message`, 1, length(`error_message`) - length('; not sent again, it waits for you'))
WHERE `status` = 'unknown' AND `error_message` LIKE '%; not sent again, it waits for you';
--> statement-breakpoint
UPDATE `scheduled_calls` SET
  `error_message` = substr(`error_message`, 1, length(`error_message`) - length('; not sent again, it waits for you'))
WHERE `status` = 'IN_PROGRESS' AND `error_message` LIKE '%; not sent again, it waits for you';
