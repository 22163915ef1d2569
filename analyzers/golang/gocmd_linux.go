package golang

import (
	"os/exec"

	"golang.org/x/sys/unix"
)

// bound limits the address space of the command and of what it starts from now on.
func bound(cmd *exec.Cmd, bytes uint64) {
	// That it fails changes nothing: the time is bounded too.
	_ = unix.Prlimit(cmd.Process.Pid, unix.RLIMIT_AS, &unix.Rlimit{Cur: bytes, Max: bytes}, nil)
}
