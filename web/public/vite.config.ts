import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { aliases } from '../aliases.ts'

export default defineConfig({
  plugins: [sveltekit({ adapter: adapter({ out: 'build' }), alias: aliases })],
})
