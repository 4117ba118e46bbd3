/** Where rule sets are to be had as files: `SY-DEFAULT-1.json`, and `schema.json`, which says how such a file is made. */
export const RULES_PREFIX = '/rules'
