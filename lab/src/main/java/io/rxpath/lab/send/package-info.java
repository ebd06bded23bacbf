/**
 * The feed sender: a process of its own that sends numbered and time-stamped datagrams when a
 * {@link io.rxpath.lab.send.TrafficShape} says they are due. {@link io.rxpath.lab.send.SenderProcess} is its
 * parent's side, {@link io.rxpath.lab.send.SendStamp} what every datagram carries.
 */
package io.rxpath.lab.send;
