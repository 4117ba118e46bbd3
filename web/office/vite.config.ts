import adapter from '@sveltejs/adapter-static'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { aliases } from '../aliases.ts'

export default defineConfig({
  plugins: [sveltekit({ adapter: adapter({ pages: 'build', fallback: 'index.html' }), alias: aliases })],
})
