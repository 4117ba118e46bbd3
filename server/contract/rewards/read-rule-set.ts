import type * as z from 'zod/mini'
import { RULE_SET_FORMAT, ruleSet, type RuleSet } from './rule-set.ts'

/** Files of rule sets are small; a longer one is something else. In characters. */
export const MOST_RULE_SET_TEXT = 1_000_000
/** A page shows the first ones; who mends them sees the next. */
const MOST_WRONG = 20

/** A place in the document, like `rows[3].brackets[0].from`, and what is wrong there. */
export type WrongField = { path: string; is: 'missing' | 'unknown' | 'not-its-form' }
export type ReadRuleSet =
  | { is: 'read'; ruleSet: RuleSet }
  | { is: 'wrong'; because: 'too-long' | 'not-json' | 'other-format'; fields: [] }
  | { is: 'wrong'; because: 'fields'; fields: WrongField[] }

/**
 * Reads a rule set from the text of a file. Refuses what is too long, no JSON, of another format, or not of the form, and says
 * where; a field that the form does not know is refused too, since somebody meant something by it.
 */
export function readRuleSet(text: string): ReadRuleSet {
  if (text.length > MOST_RULE_SET_TEXT) return { is: 'wrong', because: 'too-long', fields: [] }
  const json = parsed(text)
  if (json === undefined) return { is: 'wrong', because: 'not-json', fields: [] }
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== RULE_SET_FORMAT)
    return { is: 'wrong', because: 'other-format', fields: [] }
  const { success, data, error } = ruleSet.safeParse(json)
  const fields = success ? unknownFields(json, data, '') : error.issues.map((issue) => wrongField(json, issue.path))
  if (!success || fields.length > 0) return { is: 'wrong', because: 'fields', fields: fields.slice(0, MOST_WRONG) }
  return { is: 'read', ruleSet: data }
}

/** A byte order mark, as some editors write it, is no part of the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    return undefined
  }
}

function wrongField(json: unknown, path: z.core.$ZodIssue['path']): WrongField {
  const value = path.reduce<unknown>(inside, json)
  return { path: path.reduce<string>(named, ''), is: value === undefined ? 'missing' : 'not-its-form' }
}

const inside = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined

function named(path: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${path}[${key}]`
  return path === '' ? String(key) : `${path}.${String(key)}`
}

/** What the file says and the form does not keep. */
function unknownFields(said: unknown, kept: unknown, path: string): WrongField[] {
  if (typeof said !== 'object' || said === null || typeof kept !== 'object' || kept === null) return []
  const keys: PropertyKey[] = Array.isArray(said) ? [...said.keys()] : Object.keys(said)
  return keys.flatMap((key): WrongField[] =>
    Object.hasOwn(kept, key)
      ? unknownFields(inside(said, key), inside(kept, key), named(path, key))
      : [{ path: named(path, key), is: 'unknown' }],
  )
}
