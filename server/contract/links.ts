/** As what a tip is linked to a case: what it came from, what bears it out, or what may be of use. */
export const LINKS = ['origin', 'corroboration', 'reference'] as const // 来源线索 佐证 参考
export type Link = (typeof LINKS)[number]
