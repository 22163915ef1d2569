package golang

import (
	"go/types"
	"testing"
)

// Every row names something that the embedded signatures have, with the
// parameter that it speaks of.
func TestRowsHaveStubs(t *testing.T) {
	for _, s := range sinks() {
		if s.param == field {
			if fieldOf(s.path, s.typ, s.name) == nil {
				t.Errorf("no field %s.%s.%s", s.path, s.typ, s.name)
			}
			for _, f := range s.when.absent {
				if fieldOf(s.path, s.typ, f) == nil {
					t.Errorf("no field %s.%s.%s", s.path, s.typ, f)
				}
			}
			continue
		}
		f := function(s.path, s.typ, s.name)
		if f == nil {
			t.Errorf("no function %s.%s.%s", s.path, s.typ, s.name)
			continue
		}
		if n := f.Signature().Params().Len(); s.param >= n || s.when.emptyParam >= n {
			t.Errorf("%s.%s has %d parameters", s.path, s.name, n)
		}
	}
	for _, r := range scopeRows {
		if r.param == field && fieldOf(r.path, r.typ, r.name) == nil || r.param != field && function(r.path, r.typ, r.name) == nil {
			t.Errorf("nothing called %s.%s.%s", r.path, r.typ, r.name)
		}
	}
	for _, r := range audienceRows {
		if fieldOf(r.path, r.typ, r.name) == nil {
			t.Errorf("nothing called %s.%s.%s", r.path, r.typ, r.name)
		}
	}
	for _, r := range installRows {
		if function(r.path, r.typ, r.name) == nil {
			t.Errorf("nothing called %s.%s.%s", r.path, r.typ, r.name)
		}
	}
	for _, r := range agentRows {
		inStruct := r.field || r.read
		if inStruct && fieldOf(r.path, r.typ, r.name) == nil || !inStruct && function(r.path, r.typ, r.name) == nil {
			t.Errorf("nothing called %s.%s.%s", r.path, r.typ, r.name)
		}
	}
}

func function(path, typ, name string) *types.Func {
	p := stub(path)
	if p == nil {
		return nil
	}
	if typ == "" {
		f, _ := p.Scope().Lookup(name).(*types.Func)
		return f
	}
	obj := p.Scope().Lookup(typ)
	if obj == nil {
		return nil
	}
	m, _, _ := types.LookupFieldOrMethod(types.NewPointer(obj.Type()), true, p, name)
	f, _ := m.(*types.Func)
	return f
}

func fieldOf(path, typ, name string) *types.Var {
	p := stub(path)
	if p == nil || p.Scope().Lookup(typ) == nil {
		return nil
	}
	m, _, _ := types.LookupFieldOrMethod(p.Scope().Lookup(typ).Type(), true, p, name)
	f, _ := m.(*types.Var)
	return f
}

func TestUnversioned(t *testing.T) {
	for path, want := range map[string]string{
		"github.com/openai/openai-go/v3/option":               "github.com/openai/openai-go/option",
		"google.golang.org/adk/v2/agent/remoteagent/v2":       "google.golang.org/adk/agent/remoteagent",
		"github.com/aws/aws-sdk-go-v2/credentials":            "github.com/aws/aws-sdk-go-v2/credentials",
		"gopkg.in/yaml.v3":                                    "gopkg.in/yaml",
		"k8s.io/api/core/v1":                                  "k8s.io/api/core/v1",
		"github.com/hashicorp/vault/api":                      "github.com/hashicorp/vault/api",
		"github.com/google/go-github/v74/github":              "github.com/google/go-github/github",
		"v2":                                                  "v2",
		"github.com/modelcontextprotocol/go-sdk/mcp":          "github.com/modelcontextprotocol/go-sdk/mcp",
		"github.com/kagent-dev/kagent/go/api/v1alpha2":        "github.com/kagent-dev/kagent/go/api/v1alpha2",
		"github.com/go-telegram-bot-api/telegram-bot-api/v5":  "github.com/go-telegram-bot-api/telegram-bot-api",
		"github.com/Azure/azure-sdk-for-go/sdk/azidentity/v0": "github.com/Azure/azure-sdk-for-go/sdk/azidentity/v0",
	} {
		if got := unversioned(path); got != want {
			t.Errorf("unversioned(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestGuessName(t *testing.T) {
	for path, want := range map[string]string{
		"github.com/openai/openai-go/v3":        "openai",
		"github.com/sashabaranov/go-openai":     "openai",
		"gopkg.in/yaml.v3":                      "yaml",
		"github.com/nats-io/nats.go":            "nats",
		"github.com/hashicorp/go-retryablehttp": "retryablehttp",
		"os":                                    "os",
	} {
		if got := guessName(path); got != want {
			t.Errorf("guessName(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestMySQLPassword(t *testing.T) {
	for dsn, want := range map[string]string{
		"agent:Zq8v@x@tcp(orders.prod.svc:3306)/orders": "Zq8v@x",
		"agent:Zq8v@tcp(127.0.0.1:3306)/orders":         "",
		"agent@tcp(orders.prod.svc:3306)/orders":        "",
		"@tcp(":                                         "",
		"":                                              "",
	} {
		from, to, ok := mysqlPassword(dsn)
		if got := dsn[from:to]; ok != (want != "") || ok && got != want {
			t.Errorf("mysqlPassword(%q) = %q, %v", dsn, got, ok)
		}
	}
}

// So do the rows of tools.
func TestToolRowsHaveStubs(t *testing.T) {
	for _, r := range toolRows {
		if r.name != "" {
			if function(r.path, r.typ, r.name) == nil {
				t.Errorf("nothing called %s.%s", r.path, r.name)
			}
			continue
		}
		for _, f := range append([]string{r.address, r.command}, r.asks...) {
			if f != "" && fieldOf(r.path, r.typ, f) == nil {
				t.Errorf("no field %s.%s.%s", r.path, r.typ, f)
			}
		}
	}
}

// And those of gates.
func TestGateRowsHaveStubs(t *testing.T) {
	for _, r := range keylessRows {
		if function(r.path, r.typ, r.name) == nil {
			t.Errorf("nothing called %s.%s", r.path, r.name)
		}
	}
	for _, r := range switchRows {
		if fieldOf(r.path, r.typ, r.name) == nil {
			t.Errorf("no field %s.%s.%s", r.path, r.typ, r.name)
		}
	}
	for _, r := range trustingRows {
		if function(r.path, r.typ, r.name) == nil {
			t.Errorf("nothing called %s.%s", r.path, r.name)
		}
	}
	for _, r := range sessionRows {
		for _, name := range append(r.apart, r.name) {
			if fieldOf(r.path, r.typ, name) == nil {
				t.Errorf("no field %s.%s.%s", r.path, r.typ, name)
			}
		}
	}
	for _, r := range endpointRows {
		f := function(r.path, "", r.name)
		if f == nil || r.server >= f.Signature().Params().Len() {
			t.Errorf("nothing called %s.%s", r.path, r.name)
		}
	}
}

func TestCarries(t *testing.T) {
	for text, want := range map[string]bool{
		`h.Set("Authorization", t)`: true, `h["X-API-Key"]`: true, `"proxy-authorization"`: true, `r.SetBasicAuth(u, p)`: true,
		`it's "a quote" first: "x-vault-token"`: true,
		`"authorization`:                        false, `authorization"`: false, `"authorizations"`: false, `"proxy-authorizations"`: false, `"`: false, ``: false,
	} {
		if got := carries([]byte(text)); got != want {
			t.Errorf("carries(%q) = %v", text, got)
		}
	}
	for name := range credentialHeaders {
		if len(name) > longestHeader {
			t.Errorf("%q has %d bytes", name, len(name))
		}
	}
}
