package python

import "github.com/nhivet/nhivet/internal/code"

// appRows make applications that answer over HTTP.
var appRows = []code.App{
	{Calls: "fastapi.FastAPI", Methods: "get post put websocket api_route", Wraps: "add_middleware middleware", Quiet: "CORSMiddleware GZipMiddleware TrustedHostMiddleware instrument_app serve", Source: "https://fastapi.tiangolo.com/tutorial/security/"},
	{Calls: "flask.Flask quart.Quart", Methods: "get post route", Wraps: "before_request", Quiet: "CORS cors", Source: "https://flask.palletsprojects.com/en/stable/api/#flask.Flask.before_request"},
}

// openRows say where applications listen: without an address they take loopback.
var openRows = []code.Open{
	{Calls: "uvicorn.run uvicorn.Config", Arg: "host", Source: "https://uvicorn.dev/settings/#socket-binding"},
	{Calls: "flask.Flask().run quart.Quart().run", Arg: "host", Pos: 1, Source: "https://flask.palletsprojects.com/en/stable/api/#flask.Flask.run"},
	{Calls: "hypercorn.config.Config().bind", Source: "https://hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html"},
}
