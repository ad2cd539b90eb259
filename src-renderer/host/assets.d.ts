/** Files that the build gives an address of their own. */
declare module '*?url' {
  const address: string;
  export default address;
}
