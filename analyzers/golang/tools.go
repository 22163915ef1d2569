package golang

import (
	"go/ast"
	"go/constant"
	"go/token"
	"slices"
	"sort"
	"strconv"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
)

// toolRow is a call or literal that makes a tool.
type toolRow struct {
	path, typ, name string
	kind            string // function, mcp-stdio, mcp-http, mcp
	// title is the parameter that names it, -1 for none; in a literal, or in the
	// literal that is the first argument, the field Name does.
	title int
	// asks are fields that have a person confirm; without one of them nobody is
	// asked, as source says. Empty where the framework has no such thing.
	asks   []string
	source string
	// filter is the field that narrows which of a server's tools there are.
	filter string
	// offered tools are called by the package itself, when a model asks for them.
	offered bool
	// inherits says that the program that is started gets the whole environment,
	// whatever else it is given.
	inherits bool
	// address is the field or the parameter with the address of a server; command
	// that with the program that is started.
	address, command string
	param            int
}

const docFunctionTool = "https://pkg.go.dev/google.golang.org/adk/v2/tool/functiontool#Config"

var toolRows = []toolRow{
	{path: "google.golang.org/adk/tool/functiontool", name: "New", kind: "function", title: -1, asks: []string{"RequireConfirmation", "RequireConfirmationProvider"}, source: docFunctionTool + " (RequireConfirmation is false by default)"},
	{path: "google.golang.org/adk/tool/mcptoolset", name: "New", kind: "mcp", title: -1, asks: []string{"RequireConfirmation", "RequireConfirmationProvider"}, filter: "ToolFilter", source: "https://pkg.go.dev/google.golang.org/adk/v2/tool/mcptoolset#Config (RequireConfirmation is false by default)"},
	{path: "github.com/firebase/genkit/go/genkit", name: "DefineTool", kind: "function", title: 1},
	{path: "github.com/cloudwego/eino/components/tool/utils", name: "InferTool", kind: "function", title: 0},
	{path: "github.com/modelcontextprotocol/go-sdk/mcp", typ: "CommandTransport", kind: "mcp-stdio", command: "Command"},
	{path: "github.com/modelcontextprotocol/go-sdk/mcp", typ: "StreamableClientTransport", kind: "mcp-http", address: "Endpoint"},
	{path: "github.com/modelcontextprotocol/go-sdk/mcp", typ: "SSEClientTransport", kind: "mcp-http", address: "Endpoint"},
	{path: "github.com/mark3labs/mcp-go/client", name: "NewStdioMCPClient", kind: "mcp-stdio", title: -1, param: 2, inherits: true},
	{path: "github.com/mark3labs/mcp-go/client", name: "NewStreamableHttpClient", kind: "mcp-http", title: -1},
	{path: "github.com/mark3labs/mcp-go/client", name: "NewSSEMCPClient", kind: "mcp-http", title: -1},

	{path: "github.com/openai/openai-go/shared", typ: "FunctionDefinitionParam", kind: "function", offered: true, source: docCallsOpenAI},
	{path: "github.com/openai/openai-go/responses", typ: "FunctionToolParam", kind: "function", offered: true, source: docCallsOpenAI},
	{path: "github.com/sashabaranov/go-openai", typ: "FunctionDefinition", kind: "function", offered: true, source: docCallsOpenAI},
	{path: "github.com/anthropics/anthropic-sdk-go", typ: "ToolParam", kind: "function", offered: true, source: "https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview (the program runs the tool)"},
	{path: "google.golang.org/genai", typ: "FunctionDeclaration", kind: "function", offered: true, source: "https://ai.google.dev/gemini-api/docs/function-calling (the program runs the function)"},
	{path: "github.com/tmc/langchaingo/llms", typ: "FunctionDefinition", kind: "function", offered: true, source: "https://pkg.go.dev/github.com/tmc/langchaingo/llms#FunctionDefinition (the program runs the function)"},
}

const docCallsOpenAI = "https://platform.openai.com/docs/guides/function-calling (the program runs the function)"

// findTools states the tools that the package makes.
func (b *builder) findTools() {
	t := known()
	for _, c := range b.code.calls {
		if r := t.tools[c.callee]; r != nil {
			b.tool(r, c.expr, c.expr.Fun)
		}
	}
	for _, l := range b.code.lits {
		if r := t.tools[symbol{l.typ.path, l.typ.name, ""}]; r != nil && (!r.offered || b.dispatches) {
			at := l.expr.Type
			if at == nil { // {Name: "x"} in a list
				at = l.expr
			}
			b.tool(r, l.expr, at)
		}
	}
	b.wrapped()
	sort.SliceStable(b.facts.Tools, func(i, j int) bool { return b.facts.Tools[i].At.Less(b.facts.Tools[j].At) })
}

// wrapped hands what is known of a set of tools on to the servers that it is made
// of, and leaves these.
func (b *builder) wrapped() {
	for _, c := range b.code.calls {
		t := b.tools[c.expr]
		if t == nil || t.Kind != "mcp" {
			continue
		}
		inner := b.from(c.expr).tools
		if len(inner) == 0 {
			continue
		}
		for _, u := range inner {
			u.Approved, u.ApprovedSource = t.Approved, t.ApprovedSource
			if t.Attributes["filtered"] != "" {
				u.Writes = nil // which of its tools there are decides
			}
		}
		delete(b.tools, c.expr)
		b.facts.Tools = slices.DeleteFunc(b.facts.Tools, func(u *nhi.Tool) bool { return u == t })
	}
}

func (b *builder) tool(r *toolRow, e, at ast.Expr) {
	span := b.code.Span(at.Pos(), at.End())
	if !span.Valid() {
		return
	}
	t := &nhi.Tool{Key: nhi.Key("go-tool", span.File.Path, strconv.Itoa(span.Start)), Kind: r.kind, At: span}
	call, _ := e.(*ast.CallExpr)
	lit, _ := e.(*ast.CompositeLit)
	if call != nil && len(call.Args) > 0 {
		lit = b.code.literal(call.Args[0])
	}
	if call != nil && r.title >= 0 && r.title < len(call.Args) {
		t.Name, _ = b.code.text(call.Args[r.title])
	}
	if lit != nil && (call != nil || r.kind == "function") {
		t.Name, _ = b.code.textField(lit, "Name")
	}
	if r.kind == "function" {
		if t.Name == "" {
			return // a tool without a name tells nothing
		}
		if tools.Changes(t.Name) {
			t.Writes = nhi.Bool(true)
		}
		if r.offered && b.calls(t.Name) && !b.asks() {
			t.Approved, t.ApprovedSource = nhi.Bool(false), r.source
		}
	}
	b.approval(r, lit, t)
	switch r.kind {
	case "mcp-stdio":
		var words []ast.Expr
		if call != nil {
			words = append([]ast.Expr{call.Args[0]}, call.Args[min(r.param, len(call.Args)):]...)
		} else {
			words = b.started(b.code.fieldOf(lit, r.command))
		}
		if !b.command(t, words) {
			return
		}
		if r.inherits || lit != nil && b.inherits(b.code.fieldOf(lit, r.command)) {
			b.inherit = append(b.inherit, t)
		}
	case "mcp-http":
		address := b.code.fieldOf(lit, r.address)
		if call != nil {
			address = call.Args[0]
		}
		for _, o := range b.flow.origins(value{expr: address}, false) {
			if a, ok := tools.Parse(o.text, false); ok && o.kind == fromConstant {
				t.URL, t.Name = a.URL, a.Host
				t.Attributes = map[string]string{"host": a.Host, "transport": a.Transport}
				does(t, tools.Known("", a.Host))
				break
			}
		}
		if t.URL == "" {
			return // whose it is is not written here
		}
	case "mcp":
		t.Name = "MCP tools"
		if lit == nil || r.filter != "" && b.code.fieldOf(lit, r.filter) != nil {
			t.Attributes = map[string]string{"filtered": "true"}
		}
	}
	b.facts.Tools = append(b.facts.Tools, t)
	b.tools[e], b.nodes[t], b.offered[t] = t, e, r.offered
}

// approval states whether a person is asked, where the framework offers it and the
// settings can be read.
func (b *builder) approval(r *toolRow, lit *ast.CompositeLit, t *nhi.Tool) {
	if len(r.asks) == 0 || lit == nil {
		return
	}
	asked := false
	for _, name := range r.asks {
		v := b.code.fieldOf(lit, name)
		if v == nil {
			continue
		}
		tv := b.code.pass.TypesInfo.Types[v]
		switch {
		case tv.Value != nil && tv.Value.Kind() == constant.Bool:
			asked = asked || constant.BoolVal(tv.Value)
		case tv.IsNil():
		default:
			t.Approved = nil
			return
		}
	}
	t.Approved = nhi.Bool(asked)
	if !asked {
		t.ApprovedSource = r.source
	}
}

// literal is the composite literal that an expression is, itself or by a variable
// that is given nothing else.
func (c *Code) literal(e ast.Expr) *ast.CompositeLit {
	for range 3 {
		e = ast.Unparen(e)
		if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
			e = ast.Unparen(u.X)
		}
		switch x := e.(type) {
		case *ast.CompositeLit:
			return x
		case *ast.Ident:
			obj := c.pass.TypesInfo.Uses[x]
			if sets := c.sets[obj]; len(sets) == 1 && sets[0].expr != nil && len(c.parts[obj]) == 0 {
				e = sets[0].expr
				continue
			}
		}
		return nil
	}
	return nil
}

// fieldOf is what a field of a literal is given, nil when it is not named there.
func (c *Code) fieldOf(lit *ast.CompositeLit, name string) ast.Expr {
	if lit == nil {
		return nil
	}
	for key, kv := range (literal{expr: lit}).fields() {
		if key.Name == name {
			return kv.Value
		}
	}
	return nil
}

func (c *Code) textField(lit *ast.CompositeLit, name string) (string, bool) {
	if v := c.fieldOf(lit, name); v != nil {
		return c.text(v)
	}
	return "", false
}
