// The two inner modules of the framework that `light-pages.ts` resolves.
declare module '#kit/root' {
  import type { Component } from 'svelte'
  const Root: Component<Record<string, unknown>>
  export default Root
}
declare module '#kit/props' {
  import type { Component } from 'svelte'
  export class RenderNode {
    constructor(component: Component, error: unknown)
    data: unknown
    child: RenderNode | undefined
  }
  export const Props: new (props: Record<string, unknown>) => Record<string, unknown>
}
