/** What Swagger UI shows paler than WCAG 2.2, 1.4.3 asks for, in shades of the same colors that stand out. Its examples break their lines, as a
 *  keyboard cannot scroll them. The API has one address, so there is none to choose. */
export const docsColors = `
.swagger-ui { --post: #0b6e45; --get: #1d5fa8; --put: #8a4b00; --patch: #0b6b63; --delete: #b3261e; --link: #1d5fa8 }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: var(--post) }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: var(--get) }
.swagger-ui .opblock.opblock-put .opblock-summary-method { background: var(--put) }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: var(--patch) }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: var(--delete) }
.swagger-ui .info .title small { background: #4b5563 }
.swagger-ui .info .title small.version-stamp { background: #4d6b00 }
.swagger-ui .info a, .swagger-ui .info__license a, .swagger-ui a.link { color: var(--link) }
.swagger-ui .btn.authorize { color: var(--post); border-color: var(--post) }
.swagger-ui .btn.authorize svg { fill: var(--post) }
.swagger-ui .parameter__in { color: #4b5563 }
.swagger-ui .microlight { overflow: visible !important; max-height: none !important; white-space: pre-wrap; overflow-wrap: anywhere }
.swagger-ui .microlight span[style*='211, 99, 99'] { color: #f2a5a5 !important }
.swagger-ui .servers, .swagger-ui .servers-title { display: none }
`;
