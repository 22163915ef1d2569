package golang

import (
	"slices"
	"strings"
	"sync"
)

// Slot is what a place in the tables is for.
type Slot string

// The slots. What reaches a client proves to somebody who the program is.
const (
	toClient  Slot = ""
	toPrompt  Slot = "prompt" // what a model reads
	toResult  Slot = "tool-result"
	toLog     Slot = "log"
	toTrace   Slot = "trace"
	toURL     Slot = "url"
	toHandler Slot = "handler" // a function whose results the model reads
	toClaims  Slot = "claims"
	toLife    Slot = "life"
)

// sink is a place that takes something: a parameter of a function or method, or a
// field of an options struct.
type sink struct {
	// path is the import path without a major version.
	path string
	// typ is the receiver of a method, or the struct of a field.
	typ string
	// name is the function, the method or the field.
	name string
	// param is the parameter, from 0; field for a field of typ.
	param int
	// rest says that every argument from param on counts.
	rest bool
	// slot is what the place is for.
	slot Slot
	// as is the environment variable under which this credential is usually
	// kept: what is known of it is what package creds knows of that variable.
	// When empty, the variable that is read has to speak for itself.
	as string
	// now says that a lifetime is a point in time, counted from time.Now; renewed
	// that it starts again whenever somebody renews it.
	now, renewed bool
	// list sinks take several, each under its name: "env" a list of NAME=value,
	// "headers" a map of request headers.
	list string
	// uri sinks take a connection string with the password somewhere in it.
	uri bool
	// when narrows the sink by the other arguments or fields.
	when condition
	// source is the documentation that the row was read in.
	source string
}

// field as a parameter number means that the sink is a field.
const field = -1

// condition is what else has to hold at a call or a literal.
type condition struct {
	// emptyParam is the number of a parameter that has to be the constant "";
	// 0 means none (no row needs the first parameter).
	emptyParam int
	// absent fields have to be missing from the literal, or zero.
	absent []string
	// mentions is a field of the literal that has to name a constant.
	mentions [2]string
	// named parameters: the first one has to be a constant with one of these
	// names, in lower case.
	named map[string]bool
}

// sinks are all rows. They are put together for who reads Go, and not at each start.
func sinks() []sink { return slices.Concat(clientSinks, leakSinks, lifeSinks) }

// through are functions that hand their argument on unchanged, as far as a
// credential is concerned: the value of the key is the argument that counts.
var through = map[string]int{
	"strings.TrimSpace":                       0,
	"strings.Trim":                            0,
	"strings.TrimPrefix":                      0,
	"strings.TrimSuffix":                      0,
	"github.com/openai/openai-go.String":      0,
	"github.com/aws/aws-sdk-go-v2/aws.String": 0,
	"bytes.TrimSpace":                         0,
}

// mixes are functions whose result shows what they are given, among other things.
var mixes = map[string]bool{
	"fmt.Sprintf": true, "fmt.Sprint": true, "fmt.Sprintln": true, "fmt.Errorf": true, "fmt.Appendf": true, "errors.New": true, "errors.Join": true,
	"strings.Join": true, "strings.ToUpper": true, "strings.ReplaceAll": true, "strings.Replace": true, "strings.Repeat": true,
	"github.com/pkg/errors.Errorf": true, "github.com/pkg/errors.New": true, "github.com/pkg/errors.Wrap": true, "github.com/pkg/errors.Wrapf": true,
}

// symbol names a function, method or field in the tables' way.
type symbol struct{ path, typ, name string }

// everyday packages are in nearly every program, so importing one does not
// make a package worth reading, unless a file also names what carries a
// credential.
var everyday = map[string]bool{"net/http": true, "net/url": true, "crypto/x509": true, "os/exec": true, "fmt": true, "errors": true}

// tables are the rows by symbol, made once.
type tables struct {
	sinks     map[symbol][]*sink
	fields    map[[2]string][]*sink // by path and field
	agents    map[symbol]*agentRow
	tools     map[symbol]*toolRow
	keyless   map[symbol]*keylessRow
	audiences map[symbol]bool
	switches  map[symbol]*switchRow
	endpoints map[symbol]*endpointRow
	trusting  map[symbol]*trustingRow
	scopes    map[symbol]*scopeRow
	installs  map[symbol]*installRow
	readNames map[string]bool // fields that read rows are about
	agentic   map[string]bool // import paths of frameworks for agents and tools
	triggers  map[string]bool // import paths that make a package worth reading
	takers    map[string]bool // those of them that take credentials
}

var known = sync.OnceValue(func() *tables {
	t := &tables{sinks: map[symbol][]*sink{}, fields: map[[2]string][]*sink{}, readNames: map[string]bool{}, agentic: map[string]bool{}, triggers: map[string]bool{}, takers: map[string]bool{}}
	rows := sinks()
	for i := range rows {
		s := &rows[i]
		k := symbol{s.path, s.typ, s.name}
		t.sinks[k] = append(t.sinks[k], s)
		if s.param == field {
			f := [2]string{s.path, s.name}
			t.fields[f] = append(t.fields[f], s)
		}
		t.takers[s.path] = true
		if s.slot != toLog && s.slot != toTrace && s.slot != toURL {
			t.triggers[s.path] = true
		}
	}
	t.agents = bySymbol(agentRows, func(r *agentRow) symbol { return symbol{r.path, r.typ, r.name} }, t.triggers, t.agentic)
	for _, r := range agentRows {
		if r.read {
			t.readNames[r.name] = true
		}
	}
	t.tools = bySymbol(toolRows, func(r *toolRow) symbol { return symbol{r.path, r.typ, r.name} }, t.triggers, t.agentic)
	t.keyless = bySymbol(keylessRows, func(r *keylessRow) symbol { return symbol{r.path, r.typ, r.name} }, t.triggers, t.takers)
	t.audiences = map[symbol]bool{}
	for _, r := range audienceRows {
		t.audiences[symbol{r.path, r.typ, r.name}] = true
		t.triggers[r.path], t.takers[r.path] = true, true
	}
	t.switches = bySymbol(switchRows, func(r *switchRow) symbol { return symbol{r.path, r.typ, r.name} })
	t.endpoints = bySymbol(endpointRows, func(r *endpointRow) symbol { return symbol{r.path, "", r.name} }, t.triggers, t.agentic)
	t.trusting = bySymbol(trustingRows, func(r *trustingRow) symbol { return symbol{r.path, r.typ, r.name} })
	t.scopes = bySymbol(scopeRows, func(r *scopeRow) symbol { return symbol{r.path, r.typ, r.name} }, t.triggers)
	t.installs = bySymbol(installRows, func(r *installRow) symbol { return symbol{r.path, r.typ, r.name} }, t.triggers)
	for path := range everyday {
		delete(t.triggers, path)
		delete(t.takers, path)
	}
	for path := range logging {
		t.takers[path] = true
	}
	return t
})

// bySymbol indexes rows, and marks their import paths in each of the sets.
func bySymbol[R any](rows []R, of func(*R) symbol, marks ...map[string]bool) map[symbol]*R {
	index := make(map[symbol]*R, len(rows))
	for i := range rows {
		k := of(&rows[i])
		index[k] = &rows[i]
		for _, m := range marks {
			m[k.path] = true
		}
	}
	return index
}

// unversioned drops the major version of an import path: every segment "v2",
// "v3", … and the suffix ".v2" of gopkg.in.
func unversioned(path string) string {
	if !strings.Contains(path, "/v") && !strings.Contains(path, ".v") {
		return path
	}
	parts := strings.Split(path, "/")
	kept := parts[:0]
	for i, p := range parts {
		if i > 0 && isMajor(p) {
			continue
		}
		if j := strings.LastIndex(p, ".v"); j > 0 && parts[0] == "gopkg.in" && isMajor(p[j+1:]) {
			p = p[:j]
		}
		kept = append(kept, p)
	}
	return strings.Join(kept, "/")
}

// isMajor says whether a segment is a major version of Go modules: v2 and up,
// as v0 and v1 are never written.
func isMajor(s string) bool {
	if len(s) < 2 || s[0] != 'v' || s[1] == '0' || s == "v1" {
		return false
	}
	for _, c := range s[1:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
