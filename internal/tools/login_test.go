package tools

import "testing"

func TestGiven(t *testing.T) {
	folder := []string{"/srv/notes"}
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"awslabs.cost-explorer-mcp-server", nil, "the AWS login of whoever starts it"},
		{"awslabs.aws-documentation-mcp-server", nil, ""},
		{"@azure/mcp", []string{"server", "start"}, "the Azure login of whoever starts it"},
		{"@modelcontextprotocol/server-filesystem", folder, "write access to the folders that it is given"},
		{"@modelcontextprotocol/server-filesystem", nil, ""},
		{"@modelcontextprotocol/server-sequential-thinking", folder, ""},
	} {
		if what, source := Given(c.name, c.args); what != c.want || (source == "") != (what == "") {
			t.Errorf("%s %v: %q after %q", c.name, c.args, what, source)
		}
	}
}
