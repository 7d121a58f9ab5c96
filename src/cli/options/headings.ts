/** Headings in the help of a command, to be passed to its `optionsGroup()` before the options below them. */
export const headings = {
  contacts: 'Which contacts:',
  calls: 'Which calls:',
  when: 'When:',
  callSetup: 'Number, agent and variables:',
  rules: 'Exceptions to the rules:',
  order: 'Order and pages:',
  reading: 'Reading the list:',
  file: 'The file:',
  fields: 'Fields:',
  marks: 'Tags and marks:',
} as const;
