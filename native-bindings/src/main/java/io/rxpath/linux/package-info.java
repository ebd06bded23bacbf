/**
 * Linux from Java without JNI, in three layers.
 *
 * <ol>
 * <li>Bindings: {@link io.rxpath.linux.Libc} and the struct layouts: C's names, results or {@code -errno}, no
 * policy.</li>
 * <li>Policy: small typed classes ({@code UdpSocket}, {@code CpuAffinity}, ...) that turn a refusal into one
 * {@link io.rxpath.linux.LinuxException} saying which call, why, and what to do.</li>
 * <li>Probes: {@code io.rxpath.linux.probe}: what this kernel, device and user may do, with the reason.</li>
 * </ol>
 */
package io.rxpath.linux;
