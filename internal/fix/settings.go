package fix

import (
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// setting is a value that is wrong wherever the rule finds it, and the one that
// belongs there. The finding stands at the value, or at the whole entry.
type setting struct {
	rule string
	// name is the key, empty where the finding stands at the value alone; ends are
	// how the names of the files end.
	name string
	ends []string
	// was and now are the texts of the value.
	was, now string
	tier     nhi.Tier
	text     string
}

// settings are those values. Where a row has no other source, it is the
// documentation that the rule names.
var settings = []setting{
	{"exposed-output", "show_full_output", []string{".yml", ".yaml"}, "true", "false", nhi.Safe,
		"Leave the full output out of the log: what the agent does stays the same."},
	{"exposed-output", "trace_include_sensitive_data", []string{".py"}, "True", "False", nhi.Safe,
		"Leave what goes through the model out of the traces: what the agent does stays the same."},

	{"approval-off", "defaultMode", []string{".json"}, "bypassPermissions", "default", nhi.Unsafe,
		"Ask before the first use of each tool; list under permissions.allow what may run unasked."},
	{"approval-off", "permissionMode", []string{".md"}, "bypassPermissions", "default", nhi.Unsafe,
		"Ask before the first use of each tool, as the session does."},
	{"approval-off", "permission_mode", []string{".py"}, "bypassPermissions", "default", nhi.Unsafe,
		"Ask before tools are used; name under allowed_tools what may run unasked."},
	{"approval-off", "trust", []string{".json"}, "true", "false", nhi.Unsafe,
		"Ask before the tools of this server are used."},
	{"approval-off", "enableAllProjectMcpServers", []string{".json"}, "true", "false", nhi.Unsafe,
		"Ask before a project's MCP server is started; name under enabledMcpjsonServers those that may."},

	{"sandbox-off", "sandbox_mode", []string{".toml"}, "danger-full-access", "workspace-write", nhi.Unsafe,
		"Let commands write in the workspace alone; widen it by the folders and hosts that the task needs."},
	{"sandbox-off", "sandbox", []string{".yml", ".yaml"}, "danger-full-access", "workspace-write", nhi.Unsafe,
		"Let commands write in the workspace alone; the network is off unless the task is given it."},
	{"sandbox-off", "safety-strategy", []string{".yml", ".yaml"}, "unsafe", "drop-sudo", nhi.Unsafe,
		"Take sudo from the agent, which is the action's own default; later steps of the job have none either."},
	{"sandbox-off", "code_execution_mode", []string{".py"}, "unsafe", "safe", nhi.Unsafe,
		"Run the model's code in a container; the machine needs Docker for it."},

	{"audit-off", "", []string{".tf", ".yaml", ".yml", ".json", ".template"}, "false", "true", nhi.Unsafe,
		"Switch the log on; it costs what its storage costs."},
	{"policy-off", "", []string{".tf", ".yaml", ".yml", ".json", ".template"}, "LOG_ONLY", "ENFORCE", nhi.Unsafe,
		"Enforce the policies; look through the log for what they would have refused."},
	{"world-readable-credential", "", []string{".hcl", ".json"}, "0644", "0640", nhi.Unsafe,
		"Let owner and group alone read the token, which is the agent's own default; what reads it has to be of that group."},
	{"world-readable-credential", "", []string{".hcl", ".json"}, "420", "416", nhi.Unsafe,
		"Let owner and group alone read the token, which is the agent's own default (0640); what reads it has to be of that group."},
	{"unverified-server", "InsecureSkipVerify", []string{".go"}, "true", "false", nhi.Unsafe,
		"Verify the server's certificate; a private authority belongs in RootCAs."},
}

// settingFixers are the rows as fixers.
func settingFixers() []Fixer {
	var out []Fixer
	for _, row := range settings {
		name := row.name
		if name == "" {
			name = "the value"
		}
		out = append(out, Fixer{row.rule, row.tier, "sets " + name + " to " + row.now, "`*" + strings.Join(row.ends, "`, `*") + "`", row.make})
	}
	return out
}

// assigned is an entry on its own: a name, what sets it, and a value in quotes or
// without.
var assigned = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^"?([A-Za-z_][\w-]*)"?\s*[:=]\s*["']?([^"'\s]*)["']?$`)
})

func (row setting) make(s *site) []nhi.Fix {
	if !ends(s.file, row.ends...) {
		return nil
	}
	text, at := s.at().Text(), s.at()
	if row.name != "" {
		m := assigned().FindStringSubmatchIndex(text)
		if m == nil || text[m[2]:m[3]] != row.name {
			return nil
		}
		at = within(at, m[4], m[5])
	}
	if at.Text() != row.was {
		return nil
	}
	return one(row.tier, row.text, replace(at, row.now))
}
