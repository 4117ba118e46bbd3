import parser from '@typescript-eslint/parser'
import svelte from 'eslint-plugin-svelte'

/** Templates only: oxlint reads the scripts. */
export default [
  { ignores: ['**/build/**', '**/.svelte-kit/**', '**/.paraglide/**', '**/node_modules/**'] },
  ...svelte.configs.recommended,
  // Both sites stand at the root of their host.
  // ‘no-unused-svelte-ignore’ takes the words of a reason for names of warnings.
  { rules: { 'svelte/no-navigation-without-resolve': 'off', 'svelte/no-unused-svelte-ignore': 'off' } },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser } } },
]
