package tools

import "testing"

func TestChanges(t *testing.T) {
	for name, want := range map[string]bool{
		"delete_ticket": true, "createIssue": true, "ticket.close": true, "send-mail": true, "DeletePod": true,
		"get_ticket": false, "getOrCreate": false, "search": false, "deleted": false, "weather": false, "": false, "runner": false,
	} {
		if got := Changes(name); got != want {
			t.Errorf("Changes(%q) = %v", name, got)
		}
	}
}
