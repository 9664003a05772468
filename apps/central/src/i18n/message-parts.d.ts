/** A part of a language's texts: `message-parts.js`. */
declare module '*.json?first' {
  export const texts: object;
}
declare module '*.json?later' {
  export const texts: object;
}
declare module '*.json?reports' {
  export const texts: object;
}
