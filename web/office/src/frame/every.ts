/** Does something every so many seconds while the page is looked at, and once when it is looked at again. Gives back how to stop. */
export function every(seconds: number, act: () => void): () => void {
  const actIfSeen = (): void => {
    if (document.visibilityState === 'visible') act()
  }
  const timer = setInterval(actIfSeen, seconds * 1000)
  document.addEventListener('visibilitychange', actIfSeen)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', actIfSeen)
  }
}
