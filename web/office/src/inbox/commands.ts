/** What a key or a button of the inbox does to the targets. */
export type Command = 'accept' | 'spam' | 'assign-me' | 'assign' | 'priority' | 'follow-up' | 'link'
