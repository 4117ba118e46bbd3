import { flushSync, hydrate, type Component } from 'svelte'
import Root from '#kit/root'
import { Props, RenderNode } from '#kit/props'
import { keepTyping } from './keep-typing.ts'

type Node = { component: Component }
type App = { nodes: readonly (() => Promise<Node>)[] }
type Rendered = {
  node_ids: number[]
  data: ({ data?: Record<string, unknown> } | null)[]
  form: unknown
  error: unknown
}

/** Takes the place of the framework's client: brings the page that the server rendered to life, and does nothing else. */
export async function start(app: App, target: HTMLElement, rendered: Rendered): Promise<void> {
  // An error page has nothing to bring to life.
  if (rendered.error) return
  const nodes = await Promise.all(rendered.node_ids.map((id) => app.nodes[id]?.() ?? Promise.resolve(null)))
  let tree: RenderNode | undefined
  let last: RenderNode | undefined
  let data: Record<string, unknown> = {}
  for (const [index, node] of nodes.entries()) {
    if (!node) return
    data = { ...data, ...rendered.data[index]?.data }
    const next = new RenderNode(node.component, undefined)
    next.data = data
    if (last) last.child = next
    tree ??= next
    last = next
  }
  const props = new Props({ page: { params: {} }, tree, form: rendered.form, error: undefined })
  const putBack = keepTyping(target)
  hydrate(Root, { target, props })
  flushSync()
  putBack()
}

/** Styles are linked in the page. */
export const load_css = (): void => {}
