/** Generic netlink: NAPI instances and their settings as the kernel's {@code netdev} family tells them. */
package io.rxpath.linux.netlink;
