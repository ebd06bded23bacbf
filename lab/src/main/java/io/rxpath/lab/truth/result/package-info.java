/** What the branch-truth experiment came to: figures without the machinery that made them, as text and as JSON. */
package io.rxpath.lab.truth.result;
