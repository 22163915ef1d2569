package config

import (
	"encoding/json"
	"reflect"
	"strings"
)

// document is the file as people write it. Its tags are the keys that are known,
// and what an editor says of them; Config is what comes of it.
type document struct {
	Version      int                     `key:"version" enum:"1" doc:"The version of this format."`
	Exclude      []string                `key:"exclude" doc:"Files that are not scanned, in the syntax of .gitignore."`
	Rules        map[string]ruleSettings `key:"rules" doc:"Rules that are off, or no louder than a level."`
	FailOn       string                  `key:"fail-on" enum:"error,warning,note,never" doc:"The level from which findings fail the run."`
	RequireUntil string                  `key:"require-until" enum:"error,warning,note,never" doc:"The level from which an ignore needs a last day."`
	Agents       agentSettings           `key:"agents" doc:"What is an agent, and what is none, where that cannot be told."`
	Lives        lifeSettings            `key:"lives" doc:"How long a credential may live."`
	Owns         []string                `key:"owns" enum:"kubernetes,aws,google,azure,vault" doc:"Platforms that this repository defines as a whole: rules that rest on something existing nowhere run for these alone."`
	Baseline     string                  `key:"baseline" doc:"The file of findings that were there before and do not count."`
	Ignores      []ignoreSettings        `key:"ignores" doc:"Findings to live with, in files that have no comments."`
	Environments environmentSettings     `key:"environments" doc:"What is in which environment, where its place does not say it: paths (with a slash), namespace:NAME, or names of agents; * matches."`
	Accepts      []acceptSettings        `key:"accepts" doc:"Identities and credentials that agents share by decision."`
	Owners       []ownerSettings         `key:"owners" doc:"Who answers for which agents. A file that names any owner names one for every agent."`
}

type ruleSettings struct {
	Level      string            `key:"level" enum:"error,warning,note,off" doc:"The loudest that a finding of the rule may be; off switches the rule off."`
	Parameters map[string]string `key:"parameters" doc:"Parameters of the rule, by name."`
}

type agentSettings struct {
	Include []string `key:"include" doc:"Patterns on kind:name, on the name, or on the path (with a slash)."`
	Exclude []string `key:"exclude" doc:"Patterns on kind:name, on the name, or on the path (with a slash)."`
}

type bands struct {
	Good     string `key:"good" pattern:"^[0-9].*$" doc:"Up to this a life is good: 30m, 24h, 90d, 1y."`
	Quiet    string `key:"quiet" pattern:"^[0-9].*$" doc:"Up to this a life is passed over."`
	Standing string `key:"standing" pattern:"^[0-9].*$" doc:"Above this a credential is a standing secret."`
}

type lifeSettings struct {
	bands
	Kinds        map[string]bands `key:"kinds" doc:"By kind of credential."`
	Environments environmentLives `key:"environments" doc:"By environment."`
}

type environmentLives struct {
	Dev     bands `key:"dev"`
	Test    bands `key:"test"`
	Staging bands `key:"staging"`
	Prod    bands `key:"prod"`
}

type ignoreSettings struct {
	Rule     string `key:"rule" required:"true" doc:"The rules, a comma between them."`
	Path     string `key:"path" required:"true" doc:"The files, in the syntax of .gitignore."`
	Line     int    `key:"line" doc:"The line on which the finding starts."`
	Contains string `key:"contains" doc:"Text that the finding's first line has to have."`
	Until    string `key:"until" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" doc:"The last day on which it holds."`
	Owner    string `key:"owner" doc:"Who decided it."`
	Reason   string `key:"reason" required:"true" doc:"Why."`
}

type environmentSettings struct {
	Dev     []string `key:"dev"`
	Test    []string `key:"test"`
	Staging []string `key:"staging"`
	Prod    []string `key:"prod"`
}

type acceptSettings struct {
	Shared string `key:"shared" required:"true" doc:"A pattern on kind:name, or on the name, of the identity or credential."`
	Reason string `key:"reason" required:"true" doc:"Why it may be shared."`
	Until  string `key:"until" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" doc:"The last day on which it holds."`
	Owner  string `key:"owner" doc:"Who decided it."`
}

type ownerSettings struct {
	Owner  string   `key:"owner" required:"true" doc:"A team or a person."`
	Agents []string `key:"agents" required:"true" doc:"Patterns on kind:name, on the name, or on the path (with a slash)."`
}

// keysOf are the keys of a mapping, in the order of its fields.
func keysOf(v any) []string {
	var out []string
	for _, f := range reflect.VisibleFields(reflect.TypeOf(v)) {
		if key := f.Tag.Get("key"); key != "" {
			out = append(out, key)
		}
	}
	return out
}

// Schema is the JSON Schema of the file, for editors.
func Schema(rules []string) ([]byte, error) {
	s := shape(reflect.TypeOf(document{}), "")
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = Name
	s["$comment"] = "Generated from internal/config by go generate ./rules."
	s["properties"].(map[string]any)["rules"].(map[string]any)["propertyNames"] = map[string]any{"enum": rules}
	b, err := json.MarshalIndent(s, "", "  ")
	return append(b, '\n'), err
}

func shape(t reflect.Type, enum string) map[string]any {
	s := map[string]any{}
	switch t.Kind() {
	case reflect.Struct:
		properties, required := map[string]any{}, []string(nil)
		for _, f := range reflect.VisibleFields(t) {
			key := f.Tag.Get("key")
			if key == "" {
				continue
			}
			field := shape(f.Type, f.Tag.Get("enum"))
			for _, tag := range [...][2]string{{"doc", "description"}, {"pattern", "pattern"}} {
				if text := f.Tag.Get(tag[0]); text != "" {
					field[tag[1]] = text
				}
			}
			if f.Tag.Get("required") != "" {
				required = append(required, key)
			}
			properties[key] = field
		}
		s["type"], s["additionalProperties"], s["properties"] = orNull("object"), false, properties
		if required != nil {
			s["required"], s["type"] = required, "object"
		}
	case reflect.Slice:
		s["type"], s["items"] = orNull("array"), shape(t.Elem(), enum)
	case reflect.Map:
		of := shape(t.Elem(), "")
		if t.Elem() == reflect.TypeFor[ruleSettings]() {
			of = map[string]any{"anyOf": []any{map[string]any{"enum": ruleLevels}, of}} // "missing-ttl: off"
		}
		if t.Elem().Kind() == reflect.String {
			of = map[string]any{"type": []string{"string", "number", "boolean"}}
		}
		s["type"], s["additionalProperties"] = orNull("object"), of
	case reflect.Bool:
		s["type"] = "boolean"
	case reflect.Int:
		s["type"] = "integer"
		if enum != "" {
			s["enum"] = []int{1}
		}
	default:
		s["type"] = "string"
		if enum != "" {
			s["enum"] = strings.Split(enum, ",")
		}
	}
	return s
}

// orNull: a key with nothing behind it is a key that is not there.
func orNull(kind string) []string { return []string{kind, "null"} }
