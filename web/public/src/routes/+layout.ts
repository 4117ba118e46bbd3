// Most pages are only read: they carry no script. The two forms switch it on for themselves.
export const csr = false
