package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// readPlain reads a regular file of an open folder by three or four system calls;
// package os would look at it twice more and ask to be told of its readiness. ok is
// false for a link.
func readPlain(in *folder, base string, max int64) (text []byte, ok bool, err error) {
	fd, err := again(func() (int, error) {
		return syscall.Openat(in.fd, base, syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOFOLLOW|syscall.O_CLOEXEC, 0)
	})
	if errors.Is(err, syscall.ELOOP) {
		return nil, false, nil
	}
	if err != nil {
		return nil, true, &fs.PathError{Op: "open", Path: base, Err: err}
	}
	defer syscall.Close(fd)
	var info syscall.Stat_t
	if err := syscall.Fstat(fd, &info); err != nil {
		return nil, true, &fs.PathError{Op: "stat", Path: base, Err: err}
	}
	if info.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return nil, false, nil // what it is, the slow way says
	}
	if info.Size > max {
		return nil, true, tooLarge(info.Size, max)
	}
	text, err = readUpTo(rawFile(fd), info.Size, max)
	return text, true, err
}

// rawFile reads from a descriptor.
type rawFile int

func (f rawFile) Read(p []byte) (int, error) {
	n, err := again(func() (int, error) { return syscall.Read(int(f), p) })
	switch {
	case err != nil:
		return 0, err
	case n == 0 && len(p) > 0:
		return 0, io.EOF
	}
	return n, nil
}

// again repeats what a signal interrupted.
func again(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, syscall.EINTR) {
			return max(n, -1), err
		}
	}
}

// descriptor is the folder's own.
func descriptor(root *os.Root) (*os.File, int, error) {
	f, err := root.Open(".")
	if err != nil {
		return nil, 0, err
	}
	return f, int(f.Fd()), nil
}
