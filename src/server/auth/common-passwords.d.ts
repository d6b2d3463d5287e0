/** Mozilla's list of the 50,000 passwords of at least eight letters that were found most often in breaches. */
declare module 'fxa-common-password-list' {
  const list: { test(password: string): boolean }
  export = list
}
