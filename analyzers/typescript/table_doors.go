package typescript

import "github.com/nhivet/nhivet/internal/code"

// apps make applications that answer over HTTP.
var apps = []code.App{
	{Calls: "express", Methods: "get post put all", Wraps: "use", Quiet: "json urlencoded cors helmet morgan static", Request: true, Source: "https://expressjs.com/en/guide/using-middleware.html"},
	{Calls: "hono.Hono", Methods: "get post", Wraps: "use", Quiet: "cors logger", Request: true, Source: "https://hono.dev/docs/guides/middleware"},
	{Calls: "fastify fastify.Fastify", Methods: "get post", Wraps: "register addHook", Request: true, Source: "https://fastify.dev/docs/latest/Reference/Hooks/"},
}

// opens say where applications listen. Node listens on every address when it is given
// none, and so do express and Hono's server, which hand theirs on; Fastify on loopback.
var opens = []code.Open{
	{Calls: "express().listen", Pos: 2, Everywhere: true, Source: "https://nodejs.org/api/net.html#serverlistenport-host-backlog-callback"},
	{Calls: "@hono/node-server.serve", Arg: "hostname", Everywhere: true, Source: "https://hono.dev/docs/getting-started/nodejs"},
	{Calls: "fastify().listen fastify.Fastify().listen", Arg: "host", Source: "https://fastify.dev/docs/latest/Reference/Server/#listen"},
}
