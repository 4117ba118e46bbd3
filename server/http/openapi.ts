import { toJSONSchema, type $ZodType } from 'zod/v4/core'
import type { Permission } from '#contract/roles.ts'
import type { AnyRoute } from '#contract/route.ts'
import { REFUSALS } from '#contract/refusals.ts'

/** The OpenAPI 3.1 description of mounted routes: derived, so that it cannot disagree with them. */
export function openApi(title: string, mounted: ReadonlyMap<AnyRoute, Permission>): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [route, permission] of mounted) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, permission) }
  }
  return { openapi: '3.1.0', info: { title, version: '1' }, paths, components: { schemas: { Refusal: REFUSAL } } }
}

const REFUSAL = {
  type: 'object',
  required: ['refusal'],
  properties: {
    refusal: { enum: Object.keys(REFUSALS) },
    retryAfterSeconds: { type: 'integer' },
    field: { type: 'string' },
  },
}

function operation(route: AnyRoute, permission: Permission): object {
  const body = schemaOf(route.body)
  return {
    operationId: route.id,
    summary: route.about,
    'x-permission': permission,
    parameters: parametersOf(route),
    ...(Object.keys(body).length > 1 || 'type' in body
      ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
      : {}),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(route.reply) } } },
      default: {
        description: 'Refused',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    },
  }
}

function parametersOf(route: AnyRoute): object[] {
  const schema = schemaOf(route.params) as { properties?: Record<string, object> }
  return Object.entries(schema.properties ?? {}).map(([name, each]) => {
    const inPath = route.path.includes(`:${name}`)
    return { name, in: inPath ? 'path' : 'query', required: inPath, schema: each }
  })
}

function schemaOf(schema: $ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
  return rest
}
