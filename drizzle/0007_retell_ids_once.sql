-- Two attempts with one id of Retell's: the later one keeps it with a mark, for the id is unique from now on.
UPDATE `calls` SET `retell_call_id` = `retell_call_id` || '#' || `id`
WHERE `retell_call_id` IS NOT NULL
  AND EXISTS (SELECT 1 FROM `calls` AS `earlier` WHERE `earlier`.`retell_call_id` = `calls`.`retell_call_id` AND `earlier`.`id` < `calls`.`id`);
