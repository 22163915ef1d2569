export const slack = { bot: 'xoxb-30263380798-11503064033-6lkP2JPHhFWGO58Mqzv', channel: 'orders' };
