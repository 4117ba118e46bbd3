import { rmb } from '#contract/rewards/rmb.ts'
import { grouped, yuanOf } from '../../cases/decimal.ts'

/** A sum in figures as forms have it, ¥ tight before the first digit: ¥20,000.00. */
export const inFigures = (fen: string): string => `¥${grouped(yuanOf(fen))}`

/** A sum in both ways; who changes one has to change the other. */
export const inBoth = (fen: string): string => `${inFigures(fen)}　${rmb(BigInt(fen))}`
