package tools

import "testing"

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text, url, transport string
		cluster              bool
	}{
		{"https://wiki.example.com/mcp?token=abc#x", "https://wiki.example.com/mcp", "https", false},
		{"http://wiki.example.com/mcp", "http://wiki.example.com/mcp", "http", false},
		{"http://user:pass@wiki.example.com/mcp", "http://wiki.example.com/mcp", "http", false},
		{"https://mcp.example.com/s/8fK2nQ7xLpR4vT9zWb3c/mcp", "https://mcp.example.com/s/<redacted>/mcp", "https", false},
		{"https://mcp.example.com/a%1b%5bb/%2F", "https://mcp.example.com/a%1b%5bb/%2F", "https", false},
		{"http://localhost:8931/mcp", "http://localhost:8931/mcp", "loopback", false},
		{"http://[::1]/mcp", "http://[::1]/mcp", "loopback", false},
		{"http://10.0.0.7/mcp", "http://10.0.0.7/mcp", "internal", false},
		{"http://tools/mcp", "http://tools/mcp", "internal", false},
		{"http://tools.agents/mcp", "http://tools.agents/mcp", "http", false},
		{"http://tools.agents/mcp", "http://tools.agents/mcp", "internal", true},
		{"http://tools.agents.svc.cluster.local/mcp", "http://tools.agents.svc.cluster.local/mcp", "internal", true},
		{"http://example.com/mcp", "http://example.com/mcp", "http", true},
		{"ws://example.com/mcp", "ws://example.com/mcp", "", false},
	} {
		a, ok := Parse(c.text, c.cluster)
		if !ok || a.URL != c.url || a.Transport != c.transport {
			t.Errorf("Parse(%q, %v) = %+v, %v, want %q %q", c.text, c.cluster, a, ok, c.url, c.transport)
		}
	}
	for _, text := range []string{"", "npx", "https://${HOST}/mcp", "https://{{ .host }}/mcp", "/mcp", "http://%zz/"} {
		if a, ok := Parse(text, false); ok {
			t.Errorf("Parse(%q) = %+v", text, a)
		}
	}
}
