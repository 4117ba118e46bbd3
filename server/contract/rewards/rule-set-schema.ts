import { toJSONSchema, type $ZodType } from 'zod/v4/core'
import { descriptionOf } from './rule-set-descriptions.ts'
import { ruleSet } from './rule-set.ts'

/** A JSON Schema (draft 2020-12), as far as it is read here. */
export type JsonSchema = { [key: string]: unknown }

/** Under which name the schema is published; it is no address, so nothing is fetched. */
export const RULE_SET_SCHEMA_ID = 'urn:lushao:rule-set:1'

/**
 * The published JSON Schema of a rule set: the form of the document, with a description of every field. It says what can be read,
 * not whether the rules make sense; that is `ruleFaults`.
 */
export function ruleSetSchema(): JsonSchema {
  const { $schema, ...form } = toJSONSchema(ruleSet as unknown as $ZodType, { io: 'input' }) as JsonSchema
  return {
    $schema,
    $id: RULE_SET_SCHEMA_ID,
    title: '鹿哨奖励规则 Lushao rule set',
    ...(described(form, []) as JsonSchema),
  }
}

/** Adds descriptions, and allows no field that the form does not know. `path`: names of the fields down to here. */
function described(schema: unknown, path: readonly string[]): unknown {
  if (Array.isArray(schema)) return schema.map((one: unknown) => described(one, path))
  if (!isObject(schema)) return schema
  const { properties } = schema
  const inner = Object.entries(schema).map(([key, value]) => [
    key,
    key === 'properties' ? value : described(value, path),
  ])
  const plain = Object.fromEntries(inner) as JsonSchema
  return isObject(properties) ? { ...plain, properties: fields(properties, path), additionalProperties: false } : plain
}

function fields(properties: JsonSchema, path: readonly string[]): JsonSchema {
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => {
      const own = [...path, name]
      const description = descriptionOf(own)
      return [name, { ...(description === null ? {} : { description }), ...(described(field, own) as JsonSchema) }]
    }),
  )
}

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
