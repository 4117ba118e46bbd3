// "Leave quickly" replaces this page, so that the back button does not return to it; without this file it is a plain link.
addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-leave]') : null
  if (!link) return
  event.preventDefault()
  document.body.hidden = true
  document.title = ' '
  location.replace(link.href)
})
// A page that the browser kept in memory would show again what was typed: load it anew.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})
