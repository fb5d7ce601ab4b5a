/** The tests that hold the layout: who may import whom, what things are called, what the law may touch, what a fact may hold. */
@NullMarked
package org.cityarchive.architecture;

import org.jspecify.annotations.NullMarked;
