/** A part of a language's texts: `message-parts.js`. */
declare module '*.json?first' {
  export const texts: object;
}
declare module '*.json?sales' {
  export const texts: object;
}
declare module '*.json?store' {
  export const texts: object;
}
declare module '*.json?reports' {
  export const texts: object;
}
