/**
 * The districts of Sanya that a tip may name, with their GB/T 2260 codes. 育才生态区 is a functional zone inside
 * 天涯区 and has no code of its own. Villages and communities stay inside the envelope.
 */
export const DISTRICTS = ['haitang', 'jiyang', 'tianya', 'yazhou', 'yucai', 'unsure'] as const
export type District = (typeof DISTRICTS)[number]

export const DISTRICT_CODES: Readonly<Record<District, string | null>> = {
  haitang: '460202',
  jiyang: '460203',
  tianya: '460204',
  yazhou: '460205',
  yucai: null,
  unsure: null,
}
