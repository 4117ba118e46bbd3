import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { may, type Permission, type Role } from '#contract/roles.ts'
import type { AnyRoute, BodyOf, ParamsOf, ReplyOf } from '#contract/route.ts'
import { Refusal, insist } from './refusal.ts'

/** Who asks: an account, its session, and the desks it works at. */
export type Who = { staff: string; tokenHashBytes: Uint8Array; desks: readonly { id: string; role: Role }[] }
/** Finds out who asks; null for nobody. */
export type Gate = (request: FastifyRequest) => Promise<Who | null>

export type Asked<T extends AnyRoute, P extends Permission> = {
  params: ParamsOf<T>
  body: BodyOf<T>
  who: P extends 'anyone' ? null : Who
  request: FastifyRequest
  reply: FastifyReply
}
export type Serve = <T extends AnyRoute, P extends Permission>(
  route: T,
  mount: { may: P },
  answer: (asked: Asked<T, P>) => Promise<ReplyOf<T>>,
) => void

/** Mounts contract routes on an app: permission, then form of the input, then the use case. `mounted` collects them. */
export function serveOn(app: FastifyInstance, gate: Gate, mounted: Map<AnyRoute, Permission> = new Map()): Serve {
  return (route, mount, answer) => {
    mounted.set(route, mount.may)
    app.route({
      method: route.method,
      url: route.path,
      config: { id: route.id },
      ...(route.maxBytes === undefined ? {} : { bodyLimit: route.maxBytes }),
      handler: async (request, reply) => {
        const who = await letIn(gate, request, mount.may)
        const params = parsed(route.params, { ...(request.query as object), ...(request.params as object) })
        const body = parsed(route.body, request.body ?? undefined)
        return answer({ params, body, who, request, reply } as never)
      },
    })
  }
}

/** The one who asks, if they may. */
export async function letIn<P extends Permission>(
  gate: Gate,
  request: FastifyRequest,
  permission: P,
): Promise<P extends 'anyone' ? null : Who> {
  if (permission === 'anyone') return null as never
  insist(isOwnPage(request), 'notPermitted')
  const who = await gate(request)
  if (who === null) throw new Refusal('notSignedIn')
  insist(permission === 'staff' || who.desks.some((desk) => may(desk.role, permission)), 'notPermitted')
  return who as never
}

/** Whether the one who asks may do this at this desk. */
export function mayAt(who: Who, desk: string, permission: Permission): boolean {
  return who.desks.some((mine) => mine.id === desk && may(mine.role, permission))
}

/** A second fence beside SameSite=Strict: a browser says where a request comes from, and only our own page may ask. */
function isOwnPage(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || (site === 'none' && request.method === 'GET')
}

/** A value as the contract has it. Refused with the path of the first wrong field. */
export function parsed<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.join('.')
  throw new Refusal('invalidInput', field === undefined || field === '' ? {} : { field })
}
